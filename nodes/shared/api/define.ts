import { checkFields } from './checkFields';
import { oneCollectionEach } from './collections';
import { withUpsert, type PartRow } from './upsert';
import { snakeCase, titleOf } from './names';
import { aboutOf, effectOf, pathFieldsOf } from './routeFacts';
import { actionOf } from './sentences';
import type { Field, Kind, Membership, Method, Operation, Paging, Resource } from './types';

/** What a row may say beyond its kind and its route. */
export interface RowFacts {
	/** Value in saved workflows, where that of the kind would not read like the label. */
	value?: string;
	/** Label in the dropdown, where the kind's own would not do. */
	name?: string;
	/** Sentence in the node panel, where the derived one would not read well. */
	action?: string;
	description?: string;
	query?: readonly Field[];
	body?: readonly Field[];
	/** Where the route begins, if not where the resource's others do. */
	base?: string;
	/** Fields for braces that are no references. */
	path?: readonly Field[];
	paging?: Paging;
	time?: string;
	filters?: readonly Field[];
	simple?: readonly string[];
	/** There is a body, although none of its fields is published. */
	acceptsBody?: boolean;
	done?: string;
	fileName?: string;
	special?: string;
	since?: string;
	license?: Operation['license'];
	inTenant?: boolean;
	/** What the id in the answer is called, where it is not that of the record in the path. */
	adds?: string;
	/** Options of the node itself, which are not sent. */
	own?: readonly Field[];
	/** A call that only reads, although it is a POST of the kind action. */
	reads?: boolean;
	/** What it changes, where that does not follow from its kind and its path. */
	changes?: Operation['changes'] | 'nothing';
	/** It is made of calls of other rows, and its route says only what it is about. */
	composed?: boolean;
	/** Of a change of members: how the API changes those of the route. */
	members?: Membership['by'];
	/** Of an upsert: the names of the fields by which a record is recognised, one list for each way. */
	keys?: ReadonlyArray<readonly string[]>;
	/** Of an upsert: what has a call of its own. */
	parts?: readonly PartRow[];
}

/** Said of calls whose body is known to exist, but not its fields. */
export const OPEN_BODY =
	'PortSIP does not publish the fields of this call: write them as JSON in Other Fields';

/** A row before it knows its resource. */
export interface Row extends RowFacts {
	kind: Kind;
	value: string;
	/** `POST /dealers/{id}/password`, or without path for the resource's own: `GET`. */
	route: string;
}

const row = (kind: Kind, value: string, route: string, facts: RowFacts = {}): Row => ({
	...facts,
	kind,
	value: facts.value ?? value,
	route,
});

export const create = (body: readonly Field[], facts: RowFacts = {}): Row =>
	row('create', 'create', 'POST', { ...facts, body });
export const get = (facts: RowFacts = {}): Row => row('get', 'get', 'GET /{id}', facts);
export const getMany = (facts: RowFacts = {}): Row => row('getMany', 'getMany', 'GET', facts);
export const update = (body: readonly Field[], facts: RowFacts = {}): Row =>
	row('update', 'update', 'POST /{id}', { ...facts, body });
export const remove = (facts: RowFacts = {}): Row =>
	row('delete', 'delete', 'POST /{id}/destroy', facts);
/**
 * Creates a record, or changes the one that has the same key. All but the key follows from the
 * rows that create, update, list and get the record.
 *
 * @param keys names of the fields by which a record is recognised: each alone, or a list of them
 *   together
 * @param parts what has a call of its own
 */
export const upsert = (
	keys: ReadonlyArray<string | readonly string[]>,
	parts: readonly PartRow[] = [],
): Row => row('upsert', 'upsert', 'POST', { keys: keys.map((key) => [key].flat()), parts });

/** A regular call on a route of its own, such as one below another record. */
export const at = (route: string, entry: Row): Row => ({ ...entry, route });
/** Deletes a record that another brace than `{id}` stands for. */
export const removeAt = (route: string, facts: RowFacts = {}): Row => at(route, remove(facts));

/** Reads one record or one page of settings that has a route of its own. */
export const read = (value: string, route: string, facts: RowFacts = {}): Row =>
	row('get', value, route, facts);
/** Lists the records of a route of its own. */
export const list = (value: string, route: string, facts: RowFacts = {}): Row =>
	row('getMany', value, route, facts);
/** Changes settings that have a route of their own. */
export const write = (
	value: string,
	route: string,
	body: readonly Field[],
	facts: RowFacts = {},
): Row => row('update', value, route, { ...facts, body });
/** Does something to a record. */
export const action = (
	value: string,
	route: string,
	body: readonly Field[],
	facts: RowFacts = {},
): Row => row('action', value, route, { ...facts, body });
/**
 * Does something that takes calls of other rows.
 *
 * @param route what it is about, as in the routes of these: `/{id}/members`
 */
export const composed = (
	value: string,
	route: string,
	body: readonly Field[],
	facts: RowFacts & { special: string },
): Row => action(value, `POST ${route}`.trim(), body, { ...facts, composed: true });
/** Sends a file. */
export const upload = (value: string, route: string, facts: RowFacts & { special: string }): Row =>
	row('upload', value, route, facts);
/** Fetches a file. */
export const download = (
	value: string,
	route: string,
	facts: RowFacts & { fileName: string },
): Row => row('download', value, route, facts);

const LABELS: Readonly<Record<Kind, string | undefined>> = {
	create: 'Create',
	upsert: 'Create or Update',
	get: 'Get',
	getMany: 'Get Many',
	update: 'Update',
	delete: 'Delete',
	action: undefined,
	upload: undefined,
	download: undefined,
};

const DONE: Readonly<Record<Kind, string>> = {
	create: 'created',
	upsert: 'done',
	get: 'read',
	getMany: 'read',
	update: 'updated',
	delete: 'deleted',
	action: 'done',
	upload: 'uploaded',
	download: 'read',
};

/** What a resource may say beyond its rows. */
export interface ResourceFacts {
	description?: string;
	/** Other common names, shown in brackets: n8n searches a dropdown by the names of its choices. */
	alsoCalled?: string;
	/** The kind of record that `{id}` is, where the rows belong to records of another resource. */
	own?: string;
}

/**
 * A resource from its rows.
 *
 * @param value permanent value in saved workflows
 * @param name label in the Resource dropdown, in the words of PortSIP's portal
 * @param base path below `/api` that the rows' routes continue
 * @param rows its operations, in the order in which they are listed
 * @throws Error when a row contradicts itself; this happens while the package is loaded, so a
 *   wrong row never reaches a user
 */
export function resource(
	value: string,
	name: string,
	base: string,
	rows: readonly Row[],
	{ description, alsoCalled, own = value }: ResourceFacts = {},
): Resource {
	const operations = rows
		.filter(({ kind }) => kind !== 'upsert')
		.map((entry) => operationOf({ value, name, base, own }, entry));
	const seen = new Set<string>();
	for (const operation of operations) {
		const call = operation.composed ? [] : [`${operation.method} ${operation.path}`];
		for (const key of [operation.value, ...call]) {
			if (seen.has(key)) throw new Error(`${value}: "${key}" stands in two rows`);
			seen.add(key);
		}
	}
	const label = alsoCalled ? `${name} (${alsoCalled})` : name;
	const upserts = rows.filter(({ kind }) => kind === 'upsert');
	return {
		value,
		name: label,
		...(description ? { description } : {}),
		operations: withUpsert(name, oneCollectionEach(operations), upserts),
	};
}

function operationOf(
	{
		value,
		name: resourceName,
		base,
		own,
	}: { value: string; name: string; base: string; own: string },
	entry: Row,
): Operation {
	const where = `${value}.${entry.value}`;
	const [method, route = ''] = entry.route.split(' ');
	if (method !== 'GET' && method !== 'POST')
		throw new Error(`${where}: unknown method "${method}"`);
	if (method === 'GET' && entry.body?.length) throw new Error(`${where}: a GET has no body`);
	if (entry.kind === 'download' && !entry.fileName) throw new Error(`${where}: no file name`);
	const path = `${entry.base ?? base}${route}`;
	const name = entry.name ?? LABELS[entry.kind] ?? titleOf(snakeCase(entry.value));
	const bodyFields = entry.body ?? [];
	const queryFields = entry.query ?? [];
	const ownFields = entry.own ?? [];
	checkFields(where, [...queryFields, ...bodyFields, ...ownFields]);
	checkFields(`${where} filters`, entry.filters ?? []);
	const pathFields = pathFieldsOf(where, own, path, entry.path ?? []);
	return {
		value: entry.value,
		kind: entry.kind,
		name,
		action: entry.action ?? actionOf(entry.kind, name, resourceName, LABELS[entry.kind] === name),
		...(entry.description ? { description: entry.description } : {}),
		method: method as Method,
		path,
		pathFields,
		...aboutOf(pathFields, entry.base ?? base),
		queryFields,
		bodyFields,
		ownFields,
		acceptsBody: entry.acceptsBody ?? bodyFields.length > 0,
		paging: entry.paging ?? (entry.kind === 'getMany' ? 'declared' : 'none'),
		...(entry.time ? { time: entry.time } : {}),
		...(entry.filters ? { filters: entry.filters } : {}),
		...(entry.simple ? { simple: entry.simple } : {}),
		done: entry.done ?? DONE[entry.kind],
		...effectOf(entry, method, path),
		...(entry.fileName ? { fileName: entry.fileName } : {}),
		...(entry.special ? { special: entry.special } : {}),
		...(entry.composed ? { composed: true } : {}),
		...(entry.members ? { membership: { path, by: entry.members } } : {}),
		...(entry.since ? { since: entry.since } : {}),
		...(entry.license ? { license: entry.license } : {}),
		...(entry.adds ? { adds: entry.adds } : {}),
		...(entry.inTenant === undefined ? {} : { inTenant: entry.inTenant }),
	};
}

/**
 * Resources whose operations are about one tenant, but for rows that say otherwise: they can be
 * called by a user of the tenant, and by whoever acts in it.
 */
export const insideTenant = (resources: readonly Resource[]): Resource[] =>
	resources.map((each) => ({
		...each,
		operations: each.operations.map((operation) => ({ inTenant: true, ...operation })),
	}));

/** The same for those that also work outside of any tenant. */
export const insideOrOutside = (resources: readonly Resource[]): Resource[] =>
	insideTenant(resources).map((each) => ({
		...each,
		operations: each.operations.map((operation) => ({
			...operation,
			...(operation.inTenant ? { outside: true } : {}),
		})),
	}));
