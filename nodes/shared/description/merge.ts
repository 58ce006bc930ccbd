import type { INodeProperties } from 'n8n-workflow';

/** What the editor shows for one operation, in this order. */
export interface Shown {
	resource: string;
	operation: string;
	properties: readonly INodeProperties[];
}

/** An operation of a resource. */
interface Use {
	resource: string;
	operation: string;
}

/** A property with the operations that it is shown for. */
interface Merged {
	property: INodeProperties;
	/** The same for all equal properties. */
	content: string;
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
	const places = shown.flatMap(({ properties, resource, operation }) =>
		properties.map((property) => ({
			property,
			content: JSON.stringify(property),
			use: { resource, operation },
		})),
	);
	const parts = [...groupBy(places, ({ content }) => content).values()].flatMap((same) => {
		const uses = same.map(({ use }) => use);
		const [{ property, content }] = same;
		return rectangles(uses, operationsOf).map((part) => ({ property, content, uses: part }));
	});
	const lists = [...groupBy(places, ({ use }) => keyOf(use)).values()].map((list) =>
		list.map(({ content, use }) => placeOf(use, content)),
	);
	return inOrder(parts, lists).map((part) => shownFor(part, operationsOf));
}

const placeOf = (use: Use, content: string): string => `${keyOf(use)} ${content}`;

const keyOf = ({ resource, operation }: Use): string => `${resource}:${operation}`;

/** Splits operations into sets that two lists describe exactly. */
function rectangles(
	uses: readonly Use[],
	operationsOf: ReadonlyMap<string, readonly string[]>,
): Use[][] {
	const wanted = new Set(uses.map(keyOf));
	const sets: Array<{ resources: Set<string>; operations: Set<string>; uses: Use[] }> = [];
	/** The set that an operation is in. */
	const owner = new Map<string, (typeof sets)[number]>();
	for (const use of uses) {
		if (owner.has(keyOf(use))) continue;
		const isFree = (set: (typeof sets)[number], resource: string, operation: string) => {
			const key = keyOf({ resource, operation });
			return wanted.has(key) && (owner.get(key) ?? set) === set;
		};
		const fits = (set: (typeof sets)[number]) =>
			[...set.resources, use.resource].every((resource) =>
				(operationsOf.get(resource) ?? [])
					.filter((each) => set.operations.has(each) || each === use.operation)
					.every((operation) => isFree(set, resource, operation)),
			);
		let set = sets.find(fits);
		if (!set) {
			set = { resources: new Set(), operations: new Set(), uses: [] };
			sets.push(set);
		}
		set.resources.add(use.resource);
		set.operations.add(use.operation);
		// The two lists take in every pair of theirs at once.
		for (const resource of set.resources) {
			for (const operation of operationsOf.get(resource) ?? []) {
				const key = keyOf({ resource, operation });
				if (!set.operations.has(operation) || owner.has(key)) continue;
				owner.set(key, set);
				set.uses.push({ resource, operation });
			}
		}
	}
	return sets.map((set) => set.uses);
}

/**
 * One order that keeps the order of every operation. Where two operations show the same
 * properties in opposite order there is none: one of these properties is taken apart.
 *
 * @param lists the places of the properties of each operation, in its order
 */
function inOrder(parts: readonly Merged[], lists: ReadonlyArray<readonly string[]>): Merged[] {
	const at = new Map(
		parts.flatMap((part) => part.uses.map((use) => [placeOf(use, part.content), part] as const)),
	);
	const before = new Map(parts.map((part) => [part, new Set<Merged>()]));
	for (const list of lists) {
		const row = list.map((place) => at.get(place) as Merged);
		row.slice(1).forEach((part, index) => before.get(part)?.add(row[index]));
	}
	const sorted: Merged[] = [];
	const waiting = new Set(parts);
	const blocker = (part: Merged) => [...(before.get(part) ?? [])].find((each) => waiting.has(each));
	while (waiting.size) {
		const next = [...waiting].find((part) => !blocker(part));
		if (!next) return inOrder(takenApart(parts, circle([...waiting][0], blocker)), lists);
		sorted.push(next);
		waiting.delete(next);
	}
	return sorted;
}

/** Parts that wait for each other: following what each one waits for leads back at some time. */
function circle(start: Merged, blocker: (part: Merged) => Merged | undefined): Merged[] {
	const path: Merged[] = [];
	let current: Merged | undefined = start;
	while (current && !path.includes(current)) {
		path.push(current);
		current = blocker(current);
	}
	return current ? path.slice(path.indexOf(current)) : path;
}

/** The same parts, one of the circle once for each resource: the one that this makes fewest of. */
function takenApart(parts: readonly Merged[], waiting: readonly Merged[]): Merged[] {
	const shared = waiting.filter(({ uses }) => uses.length > 1);
	const [least] = shared.sort((a, b) => a.uses.length - b.uses.length);
	const byResource = [...groupBy(least.uses, ({ resource }) => resource).values()];
	const smaller = byResource.length > 1 ? byResource : least.uses.map((use) => [use]);
	return parts.flatMap((part) =>
		part === least ? smaller.map((uses) => ({ ...least, uses })) : [part],
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
