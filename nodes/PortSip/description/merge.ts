import type { INodeProperties } from 'n8n-workflow';

/** What the editor shows for one operation, in this order. */
export interface Shown {
	resource: string;
	operation: string;
	properties: readonly INodeProperties[];
}

/** An operation, and where the property stands in its list. */
interface Use {
	resource: string;
	operation: string;
}

/** A property with the operations that it is shown for. */
interface Merged {
	property: INodeProperties;
	uses: Use[];
}

/**
 * The properties of all operations, equal ones put together: n8n walks through all of them
 * whenever it builds a workflow, so their number counts (docs/decisions/0008). A property names
 * resources and operations by two lists, and so is shown for every pair of them: pairs are put
 * together only where none of those pairs is an operation that lacks the property.
 *
 * @returns fresh objects, for each operation in the order of its own list
 */
export function merged(shown: readonly Shown[]): INodeProperties[] {
	const operationsOf = new Map<string, string[]>();
	for (const { resource, operation } of shown) {
		operationsOf.set(resource, [...(operationsOf.get(resource) ?? []), operation]);
	}
	const groups = groupBy(
		shown.flatMap(({ properties, ...use }) => properties.map((property) => ({ property, use }))),
		({ property }) => JSON.stringify(property),
	);
	const parts = [...groups.values()].flatMap((same) =>
		rectangles(
			same.map(({ use }) => use),
			operationsOf,
		).map((uses): Merged => ({ property: same[0].property, uses })),
	);
	return inOrder(parts, shown).map((part) => shownFor(part, operationsOf));
}

const keyOf = ({ resource, operation }: Use): string => `${resource}:${operation}`;

/** Splits operations into sets that two lists describe exactly. */
function rectangles(
	uses: readonly Use[],
	operationsOf: ReadonlyMap<string, readonly string[]>,
): Use[][] {
	const wanted = new Set(uses.map(keyOf));
	const sets: Array<{ resources: Set<string>; operations: Set<string> }> = [];
	const parts: Use[][] = [];
	const covered = new Set<string>();
	for (const use of uses) {
		if (covered.has(keyOf(use))) continue;
		const open = (resource: string, operation: string) =>
			wanted.has(keyOf({ resource, operation })) && !covered.has(keyOf({ resource, operation }));
		const fits = ({ resources, operations }: (typeof sets)[number], index: number) =>
			[...resources, use.resource].every((resource) =>
				operationsOf
					.get(resource)
					?.filter((each) => operations.has(each) || each === use.operation)
					.every(
						(operation) =>
							open(resource, operation) ||
							parts[index].some((each) => keyOf(each) === keyOf({ resource, operation })),
					),
			);
		const found = sets.findIndex(fits);
		const index = found < 0 ? sets.length : found;
		sets[index] ??= { resources: new Set(), operations: new Set() };
		parts[index] ??= [];
		sets[index].resources.add(use.resource);
		sets[index].operations.add(use.operation);
		// The two lists take in every pair of theirs at once.
		for (const resource of sets[index].resources) {
			for (const operation of operationsOf.get(resource) ?? []) {
				const key = keyOf({ resource, operation });
				if (!sets[index].operations.has(operation) || covered.has(key)) continue;
				covered.add(key);
				parts[index].push({ resource, operation });
			}
		}
	}
	return parts;
}

/**
 * One order that keeps the order of every operation. Where two operations show the same
 * properties in opposite order there is none: one of these properties is taken apart.
 */
function inOrder(parts: readonly Merged[], shown: readonly Shown[]): Merged[] {
	const at = new Map<string, Merged>();
	for (const part of parts) {
		const content = JSON.stringify(part.property);
		for (const use of part.uses) at.set(`${keyOf(use)} ${content}`, part);
	}
	const before = new Map(parts.map((part) => [part, new Set<Merged>()]));
	for (const { properties, ...use } of shown) {
		const row = properties.map(
			(property) => at.get(`${keyOf(use)} ${JSON.stringify(property)}`) as Merged,
		);
		row.slice(1).forEach((part, index) => before.get(part)?.add(row[index]));
	}
	const sorted: Merged[] = [];
	const done = new Set<Merged>();
	const waiting = new Set(parts);
	while (waiting.size) {
		const next = [...waiting].find((part) =>
			[...(before.get(part) ?? [])].every((earlier) => done.has(earlier)),
		);
		if (!next) return inOrder(takenApart(parts, waiting), shown);
		sorted.push(next);
		done.add(next);
		waiting.delete(next);
	}
	return sorted;
}

/** The same parts, the most used of those that wait for each other once for each resource. */
function takenApart(parts: readonly Merged[], waiting: ReadonlySet<Merged>): Merged[] {
	const most = [...waiting].sort((a, b) => b.uses.length - a.uses.length)[0];
	const byResource = [...groupBy(most.uses, ({ resource }) => resource).values()];
	const smaller = byResource.length > 1 ? byResource : most.uses.map((use) => [use]);
	return parts.flatMap((part) =>
		part === most ? smaller.map((uses) => ({ property: most.property, uses })) : [part],
	);
}

/** A fresh property: n8n changes the objects when it loads a node. */
function shownFor(
	{ property, uses }: Merged,
	operationsOf: ReadonlyMap<string, readonly string[]>,
): INodeProperties {
	const { displayName, name, type, ...rest } = structuredClone(property);
	const resource = [...new Set(uses.map((use) => use.resource))];
	const operation = [...new Set(uses.map((use) => use.operation))];
	const all = resource.flatMap((each) => operationsOf.get(each) ?? []).length === uses.length;
	const show = { resource, ...(all ? {} : { operation }), ...rest.displayOptions?.show };
	return { displayName, name, type, ...rest, displayOptions: { show } };
}

function groupBy<T>(list: readonly T[], keyOf: (each: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const each of list) {
		const key = keyOf(each);
		const group = groups.get(key);
		if (group) group.push(each);
		else groups.set(key, [each]);
	}
	return groups;
}
