import { findOperation, keyOf } from '../contract.mts';
import { update } from '../updates.mts';
import type { Call, Handler } from '../pbx.mts';
import { withDefaults } from '../schema.mts';
import type { Rec } from '../types.mts';
import { isTable, lastParam, parentOf } from './kinds.mts';
import type { TableRules } from './records.mts';
import { recordSchema, sample, shape } from './shape.mts';
import { addressOf, checkWay, recordOf } from './tables.mts';

/** The one record behind a path, made from the defaults of the contract when it is first needed. */
function singleOf(call: Call, path: string): Rec {
	const { settings, nextId } = call.pbx.state;
	const address = addressOf(call, path);
	let record = settings.get(address);
	if (!record) {
		const fields = findOperation(`POST ${path}`)?.body;
		const schema = recordSchema(`GET ${path}`);
		// What nobody writes has to be made up.
		if (fields) record = withDefaults(fields);
		else record = ((schema && sample(schema, nextId)) ?? {}) as Rec;
		settings.set(address, record);
	}
	return record;
}

/** `GET` of the settings or the state behind a path. */
export function singleReader(path: string, rules: TableRules): Handler {
	return (call) => {
		checkWay(call, path);
		const record = singleOf(call, path);
		return shape(keyOf(call.operation), rules.view?.(call, record) ?? record);
	};
}

/** `POST` of settings. */
export function singleWriter(path: string, rules: TableRules): Handler {
	return (call) => {
		checkWay(call, path);
		update(call, singleOf(call, path), rules.check);
	};
}

/** `POST path/destroy`, and its doubtful twin with GET: the settings are as at the start. */
export function singleResetter(path: string): Handler {
	return (call) => {
		checkWay(call, path);
		call.pbx.state.settings.delete(addressOf(call, parentOf(path)));
	};
}

/** What an action leaves behind, by the last segment of its path. */
const effects: Record<string, (body: Rec) => Rec> = {
	lock: () => ({ locked: true }),
	unlock: () => ({ locked: false }),
	mute: () => ({ muted: true }),
	unmute: () => ({ muted: false }),
	start_recording: () => ({ recording: true }),
	stop_recording: () => ({ recording: false }),
	start: () => ({ status: 'ON_CALL' }),
	stop: () => ({ status: 'ONLINE' }),
	set_read: () => ({ status: 'READ' }),
	set_unread: () => ({ status: 'UNREAD' }),
	enable: () => ({ enabled: true }),
	disable: () => ({ enabled: false }),
	favorite: () => ({ favorite: true }),
	unfavorite: () => ({ favorite: false }),
	chairman: () => ({ chairman: true }),
	position: ({ position }) => ({ position }),
};

/** The record an action changes: the status below its target, if that shows the field. */
function targetOf(call: Call, item: string, changes: Rec): Rec | undefined {
	const shown = recordSchema(`GET ${item}/status`)?.properties ?? {};
	if (Object.keys(changes).every((name) => name in shown)) return singleOf(call, `${item}/status`);
	return isTable(parentOf(item)) ? recordOf(call, item) : undefined;
}

function answerOf(call: Call): unknown {
	const { operation, pbx } = call;
	if (operation.responseShape === 'none') return undefined;
	const schema = recordSchema(keyOf(operation));
	if (operation.responseShape.startsWith('list')) return { count: 0, items: [] };
	return schema ? sample(schema, pbx.state.nextId) : {};
}

/**
 * Any other call: what it names must exist, its known effects are kept, and its answer is made up
 * from the contract.
 */
export function actor(path: string): Handler {
	const item = parentOf(path);
	const effect = effects[path.slice(item.length + 1)];
	return (call) => {
		checkWay(call, path);
		if (effect && lastParam(item) !== undefined) {
			const changes = effect(call.body);
			Object.assign(targetOf(call, item, changes) ?? {}, changes);
		}
		return answerOf(call);
	};
}

/** A certificate that is none. */
export const sampleCertificate =
	'-----BEGIN CERTIFICATE-----\nc2ltdWxhdGVk\n-----END CERTIFICATE-----\n';
