import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { resources } from '../../nodes/shared/api/index.ts';
import { buildProperties } from '../../nodes/shared/description/index.ts';
import { ROOT } from './folder.mts';

/** Names that saved workflows hold, by `resource:operation`. */
export type Parameters = Readonly<Record<string, readonly string[]>>;

/** Stands for all operations: what they have in common is listed once. */
export const EVERYWHERE = 'every operation';

/** The list of names that are permanent once released. */
export const GOLDEN = path.join(ROOT, 'test/golden/parameters.json');

/**
 * The names of the node as it is: all operations, each with its parameters as `top` or
 * `collection.name`, however deep; both sorted. They are read from the properties, not from the
 * rows, because the properties are what a workflow saves.
 */
export function currentParameters(): Parameters {
	const properties = buildProperties();
	const entries = resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ value: operation }) => {
			const shown = properties.filter(({ displayOptions, name }) => {
				if (name === 'operation') return false;
				const { resource: of = [], operation: when = [operation] } = displayOptions?.show ?? {};
				return of.includes(resource) && when.includes(operation);
			});
			return [`${resource}:${operation}`, namesOf(shown)] as const;
		}),
	);
	const everywhere = properties.filter(({ displayOptions }) => displayOptions === undefined);
	const all = [...entries, [EVERYWHERE, namesOf(everywhere)] as const];
	return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const namesOf = (shown: readonly INodeProperties[]): string[] =>
	[...new Set(shown.flatMap((property) => [...namesIn(property)]))].sort();

function* namesIn(property: INodeProperties, outer = ''): Generator<string> {
	const name = `${outer}${property.name}`;
	yield name;
	for (const option of property.options ?? []) {
		// Choices of a dropdown are options, too; only fields have a type.
		if ('type' in option) yield* namesIn(option as INodeProperties, `${name}.`);
		if (!('values' in option)) continue;
		const { name: entry, values } = option as INodePropertyCollection;
		for (const value of values) yield* namesIn(value, `${name}.${entry}.`);
	}
}

/** The names as they were listed; none before the first list. */
export const goldenParameters = (): Parameters =>
	JSON.parse(readFileSync(GOLDEN, 'utf8')) as Parameters;

/**
 * What one list has that another one lacks.
 *
 * @returns lines such as `tenant:create` or `tenant:create additionalFields.email`
 */
export const onlyIn = (list: Parameters, other: Parameters): string[] =>
	Object.entries(list).flatMap(([operation, names]) => {
		if (!Object.hasOwn(other, operation)) return [operation];
		return names
			.filter((name) => !other[operation].includes(name))
			.map((name) => `${operation} ${name}`);
	});
