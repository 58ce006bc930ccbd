import type { ITriggerFunctions } from 'n8n-workflow';
import { LIVE_EVENTS, type Selector } from '../../pbx/live/topics';
import type { Field } from '../shared/api/types';
import { SIMPLIFY } from '../shared/parameters/standard';
import { readerOf, tenantIn } from '../shared/trigger/reader';
import { InputRefused } from '../shared/values/inputRefused';
import type { Lookup } from '../shared/values/lookup';

/** What the node was set to, checked. */
export interface Parameters {
	events: readonly string[];
	/** What names the tenant; undefined for that of the account. */
	tenant: string | Lookup | undefined;
	/** Numbers of extensions; none for all. */
	extensions: readonly string[];
	/** Numbers of queues; none for all. */
	queues: readonly string[];
	simple: boolean;
	/** Items tell that the connection was lost, and that it is back. */
	connection: boolean;
	/** What is there already is told, too. */
	snapshots: boolean;
}

const TRIGGER_ON: Field = { name: 'triggerOn', type: 'texts', title: 'Trigger On' };

/** Numbers that are listened to. */
export const NUMBERS: Readonly<Record<Selector, Field>> = {
	extensions: { name: 'extensions', type: 'texts', title: 'Extensions' },
	queues: { name: 'queues', type: 'texts', title: 'Queues' },
};

const OPTIONS: readonly Field[] = [
	{ name: 'connection', type: 'boolean', title: 'Connection Lost and Restored' },
	...Object.values(NUMBERS),
	{ name: 'snapshots', type: 'boolean', title: 'Current State at Start' },
];

/**
 * Reads the parameters of the node.
 *
 * @throws InputRefused naming the field
 */
export function parametersOf(context: ITriggerFunctions): Parameters {
	const reader = readerOf(context);
	const events = (reader.top(TRIGGER_ON, 'deciding') ?? []) as string[];
	const unknown = events.find((each) => !Object.hasOwn(LIVE_EVENTS, each));
	if (!events.length || unknown !== undefined) {
		throw new InputRefused(
			unknown === undefined
				? '"Trigger On" is empty, so nothing would start the workflow'
				: `"Trigger On" holds "${unknown}", which is none of the choices`,
			'Choose at least one event.',
		);
	}
	const options = reader.within('options', OPTIONS);
	return {
		events,
		tenant: tenantIn(reader),
		extensions: (options.extensions ?? []) as string[],
		queues: (options.queues ?? []) as string[],
		simple: reader.top(SIMPLIFY, 'deciding') !== false,
		connection: options.connection === true,
		snapshots: options.snapshots === true,
	};
}
