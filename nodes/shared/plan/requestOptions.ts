import { AT_ONCE, DEFAULTS, MOST_AT_ONCE, type Settings } from '../../../pbx/settings';
import { InputRefused } from '../values/inputRefused';
import type { Read } from './plan';

/** How items are run: several at once, in groups if there is a pause. */
export interface Batching {
	/** How many items run at the same time. */
	size: number;
	/** Milliseconds between two groups. */
	interval: number;
}

/**
 * The Request Options of the node; they hold for all items.
 *
 * @param read gives the parameters of the first item
 * @throws InputRefused naming the option
 */
export function requestOptions(read: Read): { settings: Settings; batching: Batching } {
	const given = (read('requestOptions') ?? {}) as Record<string, unknown>;
	const whole = (label: string, name: string, fallback: number, min: number, max = Infinity) => {
		const value = given[name] ?? fallback;
		const number = value === '' ? NaN : Number(value);
		if (Number.isInteger(number) && number >= min && number <= max) return number;
		throw new InputRefused(
			`"${label}" must be a whole number from ${min}${max === Infinity ? '' : ` to ${max}`}`,
			'Change it in the Request Options, or take it out.',
		);
	};
	return {
		settings: {
			timeout: whole('Timeout', 'timeout', DEFAULTS.timeout, 1),
			tries: whole('Max Tries', 'maxTries', DEFAULTS.tries, 1, 10),
			requestsPerMinute: whole(
				'Requests per Minute',
				'requestsPerMinute',
				DEFAULTS.requestsPerMinute,
				1,
			),
		},
		batching: {
			size: whole('Items at Once', 'batchSize', AT_ONCE, 1, MOST_AT_ONCE),
			interval: whole('Pause Between Groups', 'batchInterval', 0, 0),
		},
	};
}
