import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../api/types';

/** A property of one operation of one resource. */
export interface Placed {
	resource: string;
	operation: string;
	property: INodeProperties;
}

/**
 * Equal properties of one resource's operations become one that is shown for all of them.
 *
 * @param placed properties in the order in which they should stand
 */
export function mergedWithin(resource: Resource, placed: readonly Placed[]): INodeProperties[] {
	return [...byContent(placed).values()].map((same) =>
		shownFor(
			same[0].property,
			[resource.value],
			same.map(({ operation }) => operation),
		),
	);
}

/**
 * Equal properties that belong to no resource, such as Return All, become one for all resources:
 * n8n decides for each property anew what is shown, so their number counts. Resources are put
 * together only where they have the same operation of that name.
 */
export function mergedAcross(placed: readonly Placed[]): INodeProperties[] {
	return [...byContent(placed).values()].flatMap((same) => {
		const byOperation = groupBy(same, ({ operation }) => operation);
		const resourcesOf = (entries: readonly Placed[]) => entries.map(({ resource }) => resource);
		const byResources = groupBy([...byOperation.values()], (entries) =>
			resourcesOf(entries).join(),
		);
		return [...byResources.values()].map((lists) =>
			shownFor(
				same[0].property,
				resourcesOf(lists[0]),
				lists.map(([{ operation }]) => operation),
			),
		);
	});
}

const byContent = (placed: readonly Placed[]): Map<string, Placed[]> =>
	groupBy(placed, ({ property }) => JSON.stringify(property));

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

/** A fresh property: n8n changes the objects when it loads a node. */
function shownFor(
	property: INodeProperties,
	resource: string[],
	operation: string[],
): INodeProperties {
	const { displayName, name, type, ...rest } = structuredClone(property);
	const show = { resource, operation, ...rest.displayOptions?.show };
	return { displayName, name, type, ...rest, displayOptions: { show } };
}
