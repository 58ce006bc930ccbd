import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { isOneSegment } from '../../../pbx/path';
import { parameterOf } from '../api/names';
import { otherRoute } from '../api/routes';
import type { Field, Operation } from '../api/types';
import { COLLECTIONS } from '../parameters/collections';
import { ACT_IN_TENANT } from '../parameters/standard';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import { jsonValue } from '../values/jsonValue';
import { labelOf, wireValue, type Lookup, type Reading } from '../values/wireValue';
import { listQuery } from './listQuery';

/** Gives the value of a parameter at the item in question; undefined where it is not shown. */
export type Read = (parameter: string) => unknown;

/** What an item comes with. */
export interface Item {
	read: Read;
	/**
	 * @param property name of a binary field
	 * @throws when the item has none of that name
	 */
	binary(property: string): IBinaryData;
}

/** The checked values of one item: a call of the API, ready but for ids that must be looked up. */
export interface Plan {
	operation: Operation;
	method: Operation['method'];
	/** Path below `/api`, with braces. */
	route: string;
	/** Values of the braces, by wire name. */
	ids: Record<string, string | Lookup>;
	query: IDataObject;
	body: IDataObject;
	/** It changes nothing. */
	reads: boolean;
	/**
	 * The part of the route that names what it changes, with braces: items that change the same
	 * keep their order. Absent where there is no order to keep.
	 */
	changes?: string;
	/** Rows wanted from a list; Infinity for all, 0 where it is no list. */
	limit: number;
	/** Keep only the columns of the short form. */
	simple: boolean;
	/** Name of the binary field that holds or takes the file. */
	binaryProperty: string;
	/** The answer is a file. */
	download: boolean;
	/** The tenant to act in; absent for the account's own place. */
	tenant?: string | Lookup;
	/** Fields of the body whose secrets are to be made up, and whether the item that comes out has them. */
	generated: { fields: readonly Field[]; returned: boolean };
	/** Texts that must not stand in a message. */
	secrets: Set<string>;
}

/**
 * The call that an item's parameters ask for. Pure: nothing is sent.
 *
 * @param read gives the parameters of the item
 * @param timezone n8n's time zone of the workflow
 * @param now in milliseconds, the same for all items
 * @throws InputRefused naming the field
 */
export function planRequest(
	operation: Operation,
	read: Read,
	timezone: string,
	now = Date.now(),
): Plan {
	const reading: Reading = { timezone, secrets: new Set() };
	const optional: IDataObject = Object.assign(
		{},
		...COLLECTIONS.map((name) => objectOf(read(name))),
	);
	const valueOf = (field: Field) => {
		const name = parameterOf(field);
		if (field.required) return wireValue(field, read(name), reading);
		const value = field.onTop ? read(name) : optional[name];
		// Outside a collection, this is how nothing is picked.
		const unset = field.onTop && Array.isArray(value) && value.length === 0;
		return unset ? undefined : wireValue(field, value, reading);
	};
	const ids = valuesOf(operation.pathFields, valueOf) as Record<string, string | Lookup>;
	const query = valuesOf(operation.queryFields, valueOf);
	refuseMissing(operation.pathFields, ids as IDataObject);
	// A special operation can take more than an ID, and says itself what of it goes into the path.
	if (!operation.special) refuseUnsafe(operation.pathFields, ids, operation);
	refuseMissing(operation.queryFields, query);
	const fields = valuesOf(operation.bodyFields, valueOf);
	const body = operation.acceptsBody ? merged(fields, otherFields(optional, reading)) : fields;
	const generated = generatedIn(operation, read, body);
	refuseMissing(
		operation.bodyFields.filter((field) => !generated.fields.includes(field)),
		body,
	);
	const { kind, method, path, reads } = operation;
	const tenant = operation.inTenant
		? wireValue(ACT_IN_TENANT, read(parameterOf(ACT_IN_TENANT)), reading)
		: undefined;
	if (tenant !== undefined) {
		refuseUnsafe([ACT_IN_TENANT], { act_in_tenant: tenant as string | Lookup });
	}
	if ((kind === 'update' || kind === 'create') && Object.keys(body).length === 0) {
		throw new InputRefused(`There is nothing to ${kind}`, 'Add at least one field to the node.');
	}
	return {
		operation,
		method,
		route: path,
		ids,
		query: { ...query, ...listQuery(operation, read, reading, now) },
		body,
		reads,
		...changed(operation),
		limit: kind === 'getMany' ? limitOf(read) : 0,
		simple: operation.simple !== undefined && read('simple') !== false,
		binaryProperty: ['upload', 'download'].includes(kind)
			? String(read('binaryPropertyName') || 'data')
			: '',
		download: kind === 'download',
		generated,
		...(tenant === undefined ? {} : { tenant: tenant as string | Lookup }),
		secrets: reading.secrets,
	};
}

function changed({ changes, path }: Operation): Pick<Plan, 'changes'> {
	if (!changes) return {};
	return { changes: changes === 'record' ? path.replace(/^(.*?\}).*$/, '$1') : path };
}

/** What is left empty and can be made up, where that is asked for. */
function generatedIn({ bodyFields }: Operation, read: Read, body: IDataObject): Plan['generated'] {
	const fields = bodyFields.filter(({ generated, name }) => generated && body[name] === undefined);
	if (!fields.length || read('generatePasswords') !== true) return { fields: [], returned: false };
	return { fields, returned: read('returnPasswords') === true };
}

/** What is sent: every field that is set, in the order of the row. */
function valuesOf(fields: readonly Field[], valueOf: (field: Field) => unknown): IDataObject {
	const result: IDataObject = {};
	for (const field of fields) {
		const value = valueOf(field);
		if (value === undefined) continue;
		if (field.spread) Object.assign(result, value);
		else result[field.name] = value as IDataObject;
	}
	return result;
}

/** A required field can be given by Other Fields, too, for a value that its own field cannot hold. */
function refuseMissing(fields: readonly Field[], values: Readonly<IDataObject>): void {
	const empty = fields.find(
		({ required, name }) => required && (values[name] === undefined || values[name] === ''),
	);
	if (empty) throw missing(empty);
}

/** An id that is more than one segment of a path, or none, or a word of another call, would lead to that. */
function refuseUnsafe(fields: readonly Field[], given: Plan['ids'], operation?: Operation): void {
	const values = Object.fromEntries(
		Object.entries(given).map(([name, value]) => [name, maybeId(value)] as const),
	);
	const elsewhere = operation && otherRoute(operation.method, operation.path, values) !== undefined;
	for (const field of fields) {
		const value = values[field.name];
		if (typeof value !== 'string' || (isOneSegment(value) && !elsewhere)) continue;
		throw new InputRefused(
			`"${labelOf(field)}" is "${value}", which is not an ID and would lead to another call`,
			'Check the expression, or what this item holds. An ID has no slashes, ? or #, and is not made of dots.',
		);
	}
}

/** What may go into a path as it is; undefined for what is a name for sure. */
const maybeId = (value: string | Lookup): string | undefined => {
	if (typeof value === 'string') return value;
	return value.form === undefined ? value.value : undefined;
};

const missing = (field: Field): InputRefused =>
	new InputRefused(
		`"${labelOf(field)}" is empty`,
		`Fill it in${field.generated ? ', or turn on Generate Passwords' : ''}. If it holds an expression, look whether this item has the value that it names.`,
	);

function otherFields(optional: IDataObject, { secrets }: Reading): IDataObject {
	const label = 'Other Fields (JSON)';
	const value = jsonValue(label, optional.otherFields, secrets);
	if (value === undefined || value === null) return {};
	if (!isRecord(value)) {
		throw new InputRefused(`"${label}" must be an object`, 'Write it like {"new_setting": true}.');
	}
	if (Object.hasOwn(value, '__proto__')) {
		throw new InputRefused(`"${label}" has a field that cannot be sent: __proto__`);
	}
	return value;
}

/** Both sets of fields; within objects that stand in both, too. The second one wins. */
function merged(fields: IDataObject, others: IDataObject): IDataObject {
	const both = Object.entries(others).map(([name, other]) => {
		const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
		return [name, isRecord(field) && isRecord(other) ? merged(field, other) : other] as const;
	});
	return { ...fields, ...Object.fromEntries(both) };
}

function limitOf(read: Read): number {
	if (read('returnAll') === true) return Infinity;
	const limit = Number(read('limit'));
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw new InputRefused(
		'"Limit" must be a whole number from 1',
		'Turn on Return All to get every row.',
	);
}

const objectOf = (value: unknown): IDataObject =>
	typeof value === 'object' && value !== null ? (value as IDataObject) : {};
