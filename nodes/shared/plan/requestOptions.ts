import { AT_ONCE, DEFAULTS, MOST_AT_ONCE, type Settings } from '../../../pbx/settings';
import type { Field } from '../api/types';
import { Reader, type Read } from './reader';

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
export function requestOptions(read: Read): {
	settings: Settings;
	batching: Batching;
	/** Nothing is written. */
	checkOnly: boolean;
} {
	const reader = new Reader(read, { timezone: '', secrets: new Set() });
	const given = reader.within('requestOptions', OPTIONS);
	const valueOf = (name: string, fallback: number) => Number(given[name] ?? fallback);
	return {
		settings: {
			timeout: valueOf('timeout', DEFAULTS.timeout),
			tries: valueOf('maxTries', DEFAULTS.tries),
			requestsPerMinute: valueOf('requestsPerMinute', DEFAULTS.requestsPerMinute),
		},
		batching: {
			size: valueOf('batchSize', AT_ONCE),
			interval: valueOf('batchInterval', 0),
		},
		checkOnly: given.checkOnly === true,
	};
}

const option = (name: string, title: string, min: number, max?: number): Field => ({
	name,
	type: 'integer',
	title,
	min,
	...(max === undefined ? {} : { max }),
});

/** What the options take. */
const OPTIONS: readonly Field[] = [
	option('timeout', 'Timeout', 1),
	option('maxTries', 'Max Tries', 1, 10),
	option('requestsPerMinute', 'Requests per Minute', 1),
	option('batchSize', 'Items at Once', 1, MOST_AT_ONCE),
	option('batchInterval', 'Pause Between Groups', 0),
	{ name: 'checkOnly', type: 'boolean', title: 'Check Only' },
];
