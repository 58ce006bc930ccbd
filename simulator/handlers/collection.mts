import { keyOf, operationOf } from '../contract.mts';
import { notFound } from '../errors.mts';
import { list } from '../listing.mts';
import type { Call, HandlerTable } from '../pbx.mts';
import { withDefaults } from '../schema.mts';
import { show } from '../shapes.mts';
import { insert, type CollectionName } from '../state.mts';
import type { Rec } from '../types.mts';
import { update } from '../updates.mts';

/** What one kind of record adds to the regular behaviour. Every part may be left out. */
export interface CollectionRules {
	/** Which records the caller may see; the others do not exist for it. */
	visible?(call: Call, record: Rec): boolean;
	/** Fields a new record gets besides the body. */
	created?(call: Call): Rec;
	/** Refuses a record as it would be stored; `old` is absent for a new one. */
	check?(call: Call, next: Rec, old?: Rec): void;
	/** Adds computed fields to an answer. */
	view?(call: Call, record: Rec): Rec;
	/** Runs after a record was stored for the first time. */
	stored?(call: Call, record: Rec): void;
	/** Removes a record, or refuses to. */
	remove?(call: Call, record: Rec): void;
}

export interface Collection {
	/** The records the caller may see. */
	records(call: Call): Rec[];
	/** The record behind `{id}`; throws 404. */
	find(call: Call, id?: string): Rec;
	handlers: HandlerTable;
}

/**
 * The list, create, read, update and destroy of one kind of record.
 * @param base the path of the list, such as `/tenants`
 * @param name the collection of the state
 * @param label what a missing record is called in an error
 */
export function collection(
	base: string,
	name: CollectionName,
	label: string,
	rules: CollectionRules = {},
): Collection {
	const records = (call: Call) => {
		const { visible } = rules;
		const all = [...call.pbx.state[name].values()];
		return visible ? all.filter((record) => visible(call, record)) : all;
	};
	const find = (call: Call, id = call.params.id): Rec => {
		const record = call.pbx.state[name].get(id);
		if (!record || !(rules.visible?.(call, record) ?? true)) throw notFound(label);
		return record;
	};
	const view = (call: Call, record: Rec) => rules.view?.(call, record) ?? record;
	const fields = operationOf(`POST ${base}`).body ?? [];

	const handlers: HandlerTable = {
		[`GET ${base}`](call) {
			return list(call, records(call), (record) => show(keyOf(call.operation), view(call, record)));
		},
		[`POST ${base}`](call) {
			const next = { ...withDefaults(fields, call.body), ...rules.created?.(call) };
			rules.check?.(call, next);
			const record = insert(call.pbx.state, name, next);
			rules.stored?.(call, record);
			return { id: record.id };
		},
		[`GET ${base}/{id}`]: (call) => show(keyOf(call.operation), view(call, find(call))),
		[`POST ${base}/{id}`](call) {
			update(call, find(call), rules.check);
		},
		[`POST ${base}/{id}/destroy`](call) {
			const record = find(call);
			if (rules.remove) rules.remove(call, record);
			else call.pbx.state[name].delete(String(record.id));
		},
	};
	return { records, find, handlers };
}
