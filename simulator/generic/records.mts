import { randomUUID } from 'node:crypto';

import { findOperation, keyOf } from '../contract.mts';
import { invalid } from '../errors.mts';
import { toCsv } from '../handlers/csv.mts';
import { update } from '../updates.mts';
import { list } from '../listing.mts';
import { Download, type Call, type Handler } from '../pbx.mts';
import { duplicate } from '../rules.mts';
import { withDefaults } from '../schema.mts';
import { isObject } from '../state.mts';
import type { Rec } from '../types.mts';
import { isPlainList, lastParam, parentOf } from './kinds.mts';
import { answerSchema, cut, shape } from './shape.mts';
import {
	addressOf,
	checkWay,
	keyOfTable,
	ownerOf,
	placeOf,
	recordOf,
	removeBelow,
	tableOf,
} from './tables.mts';

/** What a table adds to the regular behaviour. Every part may be left out. */
export interface TableRules {
	/** Fields a new record gets besides the body. */
	created?(call: Call): Rec;
	/** Refuses a record as it would be stored, or completes it; `old` is absent for a new one. */
	check?(call: Call, next: Rec, old?: Rec): void;
	/** Runs after a record was stored for the first time. */
	stored?(call: Call, record: Rec): void;
	/** Adds computed fields to an answer. */
	view?(call: Call, record: Rec): Rec;
	/** Runs before a record is removed, and may refuse it. */
	removing?(call: Call, record: Rec): void;
	/** Turns one entry of a list that is sent as a whole into a record. */
	entry?(call: Call, entry: unknown): Rec;
}

/** The items of a list operation, as it shows them. */
function shownItems(call: Call, template: string, rules: TableRules): Rec[] {
	checkWay(call, template);
	return [...tableOf(call, template).values()].map((record) =>
		shape(keyOf(call.operation), rules.view?.(call, record) ?? record),
	);
}

/** `GET` of a list: counted where the contract says so. */
export function lister(
	{ path, responseShape }: { path: string; responseShape: string },
	rules: TableRules,
): Handler {
	return (call) => {
		if (isPlainList(path)) {
			checkWay(call, path);
			return { items: call.pbx.state.settings.get(addressOf(call, path))?.items ?? [] };
		}
		const { count, items } = list(call, shownItems(call, path, rules));
		return responseShape === 'list-count' ? { count, items } : { items };
	};
}

/** `POST` of a list: a new record, under a new id or under the name it brings along. */
export function creator(path: string, rules: TableRules): Handler {
	const fields = findOperation(`POST ${path}`)?.body ?? [];
	const key = keyOfTable(path);
	return (call) => {
		checkWay(call, path);
		const next: Rec = { ...withDefaults(fields, call.body), ...rules.created?.(call) };
		if (key === 'token') next.token = randomUUID();
		if (key !== 'id') {
			if (next[key] === undefined) throw invalid(key, 'is required');
			if (tableOf(call, path).has(String(next[key]))) throw duplicate(call.pbx, key);
		}
		rules.check?.(call, next);
		const record: Rec = { ...next, id: call.pbx.state.nextId() };
		tableOf(call, path).set(String(record[key]), record);
		rules.stored?.(call, record);
		if (call.operation.responseShape === 'none') return undefined;
		const schema = answerSchema(keyOf(call.operation));
		return schema ? cut(schema, record) : { id: record.id, [key]: record[key] };
	};
}

/** `GET path/{x}`, also where the answer is a list with one item (contract/notes.md, h8). */
export function reader(path: string, rules: TableRules, asList: boolean): Handler {
	return (call) => {
		checkWay(call, path);
		const record = recordOf(call, path);
		const shown = shape(keyOf(call.operation), rules.view?.(call, record) ?? record);
		return asList ? { items: [shown] } : shown;
	};
}

/** `POST path/{x}`: a partial update. */
export function updater(path: string, rules: TableRules): Handler {
	const key = keyOfTable(parentOf(path));
	return (call) => {
		checkWay(call, path);
		const record = recordOf(call, path);
		update(call, record, rules.check);
		// The name in the path stays, whatever the body says.
		record[key] = call.params[String(lastParam(path))];
	};
}

/** `POST path/{x}/destroy`: the record goes with everything below it. */
export function remover(path: string, rules: TableRules): Handler {
	const item = parentOf(path);
	return (call) => {
		checkWay(call, item);
		const record = recordOf(call, item);
		rules.removing?.(call, record);
		removeBelow(call.pbx.state, placeOf(call, item), ownerOf(call));
		tableOf(call, parentOf(item)).delete(call.params[String(lastParam(item))]);
	};
}

/** `POST` of a list as a whole: what is not sent is gone. */
export function replacer(path: string, rules: TableRules): Handler {
	const key = keyOfTable(path);
	return (call) => {
		checkWay(call, path);
		const items = call.body.items ?? [];
		if (!Array.isArray(items)) throw invalid('items', 'must be a list');
		if (isPlainList(path)) {
			call.pbx.state.settings.set(addressOf(call, path), { items: structuredClone(items) });
			return undefined;
		}
		const records = items.map((entry: unknown) => {
			if (rules.entry) return rules.entry(call, entry);
			return isObject(entry) ? entry : { [key]: entry };
		});
		const table = tableOf(call, path);
		table.clear();
		for (const record of records) {
			const stored: Rec = { id: call.pbx.state.nextId(), ...structuredClone(record) };
			table.set(String(stored[key] ?? stored.id), stored);
		}
		// Only the holidays of a user answer something; what the id stands for is not said.
		return call.operation.responseShape === 'object' ? { id: call.pbx.state.nextId() } : undefined;
	};
}

/** `POST path/{extension_number}`: one member more; a member that is there already stays. */
export function joiner(path: string, rules: TableRules): Handler {
	const key = keyOfTable(parentOf(path));
	return (call) => {
		checkWay(call, parentOf(path));
		const value = call.params[String(lastParam(path))];
		const record = rules.entry?.(call, value) ?? { [key]: value };
		tableOf(call, parentOf(path)).set(value, { id: call.pbx.state.nextId(), ...record });
	};
}

/** `GET path/export`: a file of comma-separated values with all that the list shows. */
export function exporter(path: string, rules: TableRules): Handler {
	const table = parentOf(path);
	const listKey = `GET ${table}`;
	return (call) => {
		const records = [...tableOf(call, table).values()].map((record) =>
			shape(listKey, rules.view?.(call, record) ?? record),
		);
		const names = Object.keys(answerSchema(listKey)?.properties?.items?.items?.properties ?? {});
		return new Download(`${table.slice(1)}.csv`, toCsv(names, records));
	};
}
