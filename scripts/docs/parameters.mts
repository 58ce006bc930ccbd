import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { areas } from '../../nodes/shared/api/index.ts';
import type { Area } from '../../nodes/shared/api/types.ts';
import { buildProperties } from '../../nodes/shared/description/index.ts';
import { ROOT } from './folder.mts';

/** Names that saved workflows hold, by `node:resource:operation`: each of the three is permanent. */
export type Parameters = Readonly<Record<string, readonly string[]>>;

/** Stands for all operations of a node: what they have in common is listed once. */
export const EVERYWHERE = 'every operation';

/** The list of names that are permanent once released. */
export const GOLDEN = path.join(ROOT, 'test/golden/parameters.json');

/**
 * The names of the nodes as they are: all operations, each with its parameters as `top` or
 * `collection.name`, however deep; both sorted. They are read from the properties, not from the
 * rows, because the properties are what a workflow saves.
 */
export const currentParameters = (): Parameters =>
	Object.fromEntries(areas.flatMap(parametersOf).sort(([a], [b]) => (a < b ? -1 : 1)));

function parametersOf(area: Area): Array<readonly [operation: string, names: string[]]> {
	const { node } = area;
	const properties = buildProperties(area);
	const entries = area.resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ value: operation }) => {
			const shown = properties.filter(({ displayOptions, name }) => {
				if (name === 'operation') return false;
				const { resource: of = [], operation: when = [operation] } = displayOptions?.show ?? {};
				return of.includes(resource) && when.includes(operation);
			});
			return [`${node}:${resource}:${operation}`, namesOf(shown)] as const;
		}),
	);
	const everywhere = properties.filter(({ displayOptions }) => displayOptions === undefined);
	return [...entries, [`${node}:${EVERYWHERE}`, namesOf(everywhere)]];
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
 * @returns lines such as `portSip:tenant:create` or `portSip:tenant:create additionalFields.email`
 */
export const onlyIn = (list: Parameters, other: Parameters): string[] =>
	Object.entries(list).flatMap(([operation, names]) => {
		if (!Object.hasOwn(other, operation)) return [operation];
		return names
			.filter((name) => !other[operation].includes(name))
			.map((name) => `${operation} ${name}`);
	});
