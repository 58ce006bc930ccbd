import { administration } from './administration';
import { calls } from './calls';
import { extensions } from './extensions';
import { mine } from './mine';
import { provisioning } from './provisioning';
import { routing } from './routing';
import { services } from './services';
import type { Area, Operation, Resource } from './types';

/**
 * The nodes of the editor with what each of them shows: a resource belongs to the node in whose
 * folder its rows stand (docs/decisions/0012).
 */
export const areas: readonly Area[] = [
	{ node: 'portSip', first: 'tenant', resources: administration },
	{ node: 'portSipExtension', first: 'extension', resources: extensions },
	{ node: 'portSipRouting', first: 'inboundRule', resources: routing },
	{ node: 'portSipCalls', first: 'cdr', resources: calls },
	{ node: 'portSipServices', first: 'contact', resources: services },
	{ node: 'portSipMyAccount', first: 'myProfile', resources: mine },
	{ node: 'portSipProvisioning', first: 'tenantSetup', resources: provisioning },
];

/** Every resource of every node. */
export const resources: readonly Resource[] = areas.flatMap((area) => area.resources);

const byValue = new Map(
	resources.map(({ value, operations }) => [
		value,
		new Map(operations.map((each) => [each.value, each])),
	]),
);
// One that stands in two nodes would be found for one of them only.
if (byValue.size < resources.length) throw new Error('A resource stands in two areas');

const nodes = new Map(
	areas.flatMap(({ node, resources: own }) => own.map(({ value }) => [value, node] as const)),
);

/**
 * Name of the node that shows a resource.
 *
 * @returns undefined where there is no such resource
 */
export const nodeOf = (resource: string): string | undefined => nodes.get(resource);

const reads = new Map(
	resources
		.flatMap(({ operations }) => operations)
		.filter(({ method, composed }) => method === 'GET' && !composed)
		.map((each) => [each.path, each]),
);

/** The read with this path, braces included: what a write changed can be looked up with it. */
export const findRead = (path: string): Operation | undefined => reads.get(path);

/**
 * The read that shows the record of a create or update as it is afterwards.
 *
 * @returns undefined where the record cannot be read alone
 */
export function readAfter(operation: Operation): Operation | undefined {
	if (!shown.has(operation)) shown.set(operation, readOf(operation));
	return shown.get(operation);
}

/** Found reads: the list of all is long, and each item asks. */
const shown = new WeakMap<Operation, Operation | undefined>();

function readOf({ kind, path }: Operation): Operation | undefined {
	if (kind === 'update') return ofOneRecord(reads.get(path));
	if (kind !== 'create') return undefined;
	const below = [...reads.values()].filter((read) => read.path.replace(/\/\{\w+\}$/, '') === path);
	return below.map(ofOneRecord).find((read) => read && read.path !== path);
}

const ofOneRecord = (read: Operation | undefined): Operation | undefined =>
	read?.kind === 'get' ? read : undefined;

/**
 * The row behind a resource and an operation, in whatever node. Maps, not objects, so that a name
 * such as `constructor` finds nothing.
 *
 * @returns undefined where there is no such row
 */
export const findOperation = (resource: string, operation: string): Operation | undefined =>
	byValue.get(resource)?.get(operation);
