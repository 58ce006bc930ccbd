import { creationOf } from './contract.mts';
import { answerSchema } from './generic/shape.mts';
import type { Call } from './pbx.mts';
import { isObject, merge } from './state.mts';
import type { ContractField, JsonSchema, Rec } from './types.mts';

/** Which fields that were left out get the value of a new record. */
interface Resets {
	/** Those beside the ones that were sent. */
	here: boolean;
	/** Those of objects that were sent. */
	inside: boolean;
}

/** The fields of an update, with what their creation knows of them. */
function fieldsOf({ operation }: Call): ContractField[] {
	const twins = new Map(creationOf(operation)?.body?.map((field) => [field.name, field]));
	return (operation.body ?? []).map((field) => ({ ...twins.get(field.name), ...field }));
}

/** What no answer shows cannot be sent again, so it stays. */
function isHidden(answer: JsonSchema | undefined, name: string): boolean {
	return answer?.properties !== undefined && !Object.hasOwn(answer.properties, name);
}

/**
 * Adds fields that were left out to those that were sent; undefined takes the old value away.
 * @param answer what `GET` shows of them
 * @param old their values as they are stored
 */
function completed(
	fields: ContractField[],
	answer: JsonSchema | undefined,
	sent: Rec,
	old: Rec,
	{ here, inside }: Resets,
): Rec {
	const changes = { ...sent };
	for (const field of fields) {
		const name = String(field.name);
		const isSent = Object.hasOwn(sent, name);
		if (!isSent && (!here || field.required || isHidden(answer, name))) continue;
		const [value, before] = [isSent ? sent[name] : {}, old[name]];
		if (!field.properties || (!isSent && !isObject(before))) {
			if (!isSent) changes[name] = field.default;
		} else if (isObject(value) && (inside || !isSent)) {
			const part = answer?.properties?.[name];
			const all = { here: true, inside: true };
			changes[name] = completed(field.properties, part, value, isObject(before) ? before : {}, all);
		}
	}
	return changes;
}

/**
 * What an update changes: what was sent and, as two switches say, what was left out. A field that
 * a record cannot be made without stays.
 * @param record as it is stored
 */
export function changesOf(call: Call, record: Rec): Rec {
	const { body, operation, pbx } = call;
	const { updateTop, updateNested } = pbx.switches;
	return completed(fieldsOf(call), answerSchema(`GET ${operation.path}`), body, record, {
		here: updateTop === 'reset',
		inside: updateNested === 'reset',
	});
}

/**
 * Writes an update into a record if the result passes the check; else nothing changes.
 * @param check refuses a record as it would be stored, or completes it
 */
export function update(
	call: Call,
	record: Rec,
	check?: (call: Call, next: Rec, old: Rec) => void,
): void {
	const body = changesOf(call, record);
	const next = structuredClone(record);
	merge(next, body);
	check?.({ ...call, body }, next, record);
	Object.assign(record, next);
}
