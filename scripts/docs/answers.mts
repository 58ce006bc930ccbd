import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Operation } from '../../nodes/shared/api/types.ts';
import { contract, type Fact, type FactOperation } from '../facts/contract.mts';
import { ROOT } from './folder.mts';

/** The part of JSON Schema that n8n's editor reads in a preview. */
export interface Schema {
	type?: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** A published answer: its shape at 22.2, and names that came later. */
interface Answer {
	schema: Schema;
	added?: Array<{ name: string }>;
}

/** What the contract says about changes to an answer since 22.2. */
type Changes = FactOperation & {
	responseFieldsRemoved?: Array<{ name: string }>;
	responseFieldsRenamed?: Array<{ from: string; to: string }>;
};

/** Shapes of all published answers at the newest version, by `METHOD /path`. */
export function answers(): Map<string, Schema> {
	const file = path.join(ROOT, 'contract/responses.json');
	const published = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Answer>;
	const facts = contract() as Map<string, Changes>;
	const types = typesByName([...facts.values()].flatMap(({ body }) => body));
	return new Map(
		Object.entries(published).map(([key, { schema, added = [] }]) => {
			const current = plain(schema);
			const row = rowOf(current);
			const { responseFieldsRemoved = [], responseFieldsRenamed = [] } = facts.get(key) ?? {};
			const names = [...added, ...responseFieldsRenamed.map(({ to }) => ({ name: to }))];
			for (const { name } of names) add(row, name.replace(/^items\[\]\./, ''), types);
			const gone = responseFieldsRenamed.map(({ from }) => ({ name: from }));
			for (const { name } of [...responseFieldsRemoved, ...gone]) delete row.properties?.[name];
			return [key, current];
		}),
	);
}

/** Types and names only: the editor reads neither formats nor choices, and the package stays small. */
function plain({ type, properties, items }: Schema): Schema {
	return {
		...(type ? { type } : {}),
		...(properties
			? {
					properties: Object.fromEntries(
						Object.entries(properties).map(([name, schema]) => [name, plain(schema)]),
					),
				}
			: {}),
		...(items ? { items: plain(items) } : {}),
	};
}

/**
 * The record in an answer: a row where it is a list, or what stands in its place. Names that came
 * later are those of the record.
 */
function rowOf(answer: Schema): Schema {
	const items = answer.properties?.items;
	return items?.items ?? (items?.properties ? items : answer);
}

/**
 * One record in the answer of a reading operation: a row of a list, or the whole answer. Some
 * calls for one record answer with a list that holds it.
 *
 * @returns nothing where the answer is not published, or is no list although one is read
 */
export function recordOf({ kind }: Operation, answer: Schema | undefined): Schema | undefined {
	if (kind === 'getMany') return answer?.properties?.items && rowOf(answer);
	return answer && Object.keys(answer.properties ?? {}).join() === 'items' ? rowOf(answer) : answer;
}

/** Enters `name`, `outer.name` or `list[].name`; one whose outer field is not there is left out. */
function add(record: Schema, name: string, types: ReadonlyMap<string, string>): void {
	const [first, ...rest] = name.split('.');
	const outer = first.replace(/\[\]$/, '');
	const fields = (record.properties ??= {});
	if (rest.length === 0) {
		const type = types.get(outer);
		fields[outer] ??= type ? { type } : {};
		return;
	}
	const field = fields[outer];
	if (!field) return;
	if (outer !== first) {
		field.type = 'array';
		add((field.items ??= { type: 'object' }), rest.join('.'), types);
	} else {
		field.type = 'object';
		add(field, rest.join('.'), types);
	}
}

/**
 * Types of fields that the answers name without one: a field of that name in a body has the same
 * type, if all bodies agree on it.
 */
function typesByName(facts: readonly Fact[]): Map<string, string> {
	const seen = new Map<string, Set<string>>();
	for (const { name, type } of facts) seen.set(name, (seen.get(name) ?? new Set()).add(type));
	const simple = ['string', 'integer', 'number', 'boolean'];
	return new Map(
		[...seen]
			.filter(([, types]) => types.size === 1)
			.map(([name, types]) => [name, [...types][0]] as const)
			.filter(([, type]) => simple.includes(type)),
	);
}
