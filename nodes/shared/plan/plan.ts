import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { isOneSegment } from '../../../pbx/path';
import { readAfter } from '../api';
import { otherRoute } from '../api/routes';
import type { Field, Operation } from '../api/types';
import {
	ACT_IN_TENANT,
	BINARY_FIELD,
	GENERATE_PASSWORDS,
	LIMIT,
	OTHER_FIELDS,
	OUTPUT,
	RETURN_ALL,
	RETURN_PASSWORDS,
	SIMPLIFY,
} from '../parameters/standard';
import { refused, refusedAsEmpty } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import { refuseHidden } from '../values/text';
import type { Lookup } from '../values/wireValue';
import { emptied, nothingIn } from './emptied';
import { listQuery } from './listQuery';
import { Reader, type Read, type Weight } from './reader';
import { upsertPlan, type UpsertPlan } from './upsertPlan';

export type { Read } from './reader';

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
	/** Give the record as it is after the write, not what was sent. */
	fullRecord: boolean;
	/** Options of the node itself, under their names. */
	own: Readonly<IDataObject>;
	/** Name of the binary field that holds or takes the file. */
	binaryProperty: string;
	/** The answer is a file. */
	download: boolean;
	/** Secrets that are left to the node to make up, and whether the item that comes out has them. */
	generated: { fields: readonly Field[]; returned: boolean };
	/** The tenant to act in; absent for the account's own place. */
	tenant?: string | Lookup;
	/** Texts that must not stand in a message. */
	secrets: Set<string>;
	/** How a record is created or updated. */
	upsert?: UpsertPlan;
	/** There is nothing to change, since these fields are empty at the item: it is done without a call. */
	nothing?: string[];
	/** Only looks, and says what would be written. */
	rehearsal: boolean;
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
	const reader = new Reader(read, { timezone, secrets: new Set() });
	const required = (field: Field) => reader.field(field, 'required');
	const ids = valuesOf(operation.pathFields, required) as Record<string, string | Lookup>;
	const query = valuesOf(operation.queryFields, (field) =>
		reader.field(field, weightOf(operation, field, operation.reads)),
	);
	refuseMissing(operation.pathFields, ids as IDataObject);
	// A special download takes more than an ID, and says itself what of it goes into the path.
	if (!operation.special || operation.kind !== 'download')
		refuseUnsafe(operation.pathFields, ids, operation);
	refuseMissing(operation.queryFields, query);
	const fields = valuesOf(operation.bodyFields, (field) =>
		reader.field(field, weightOf(operation, field)),
	);
	const filled = operation.acceptsBody ? merged(fields, otherFields(reader)) : fields;
	const body = { ...filled, ...emptied(operation, reader, filled) };
	const generated = generatedIn(operation, reader, body);
	refuseMissing(
		operation.bodyFields.filter((field) => !generated.fields.includes(field)),
		body,
	);
	const { kind, method, path, reads } = operation;
	const upsert = operation.upsert && upsertPlan(operation.upsert, reader, body);
	const tenant = operation.inTenant ? reader.top(ACT_IN_TENANT, 'deciding') : undefined;
	if (tenant !== undefined) {
		refuseUnsafe([ACT_IN_TENANT], { act_in_tenant: tenant as string | Lookup });
	}
	const own = valuesOf(operation.ownFields, (field) => reader.field(field, 'plain'));
	const nothing = nothingIn(operation, reader, body);
	return {
		operation,
		method,
		route: path,
		ids,
		query: { ...query, ...listQuery(operation, reader, now) },
		body,
		reads,
		...changed(operation),
		limit: kind === 'getMany' ? limitOf(reader) : 0,
		simple:
			(operation.simple ?? operation.upsert) !== undefined &&
			reader.top(SIMPLIFY, 'plain') !== false,
		fullRecord: readAfter(operation) !== undefined && reader.top(OUTPUT, 'plain') === 'record',
		own,
		binaryProperty: ['upload', 'download'].includes(kind)
			? String(reader.top(BINARY_FIELD, 'deciding') ?? 'data')
			: '',
		download: kind === 'download',
		generated,
		...(tenant === undefined ? {} : { tenant: tenant as string | Lookup }),
		secrets: reader.reading.secrets,
		...(upsert ? { upsert } : {}),
		...(nothing ? { nothing } : {}),
		rehearsal: upsert?.dryRun ?? own.dry_run === true,
	};
}

/** What is read is decided by every parameter of it, and a call of the user's own by all of its parts. */
function weightOf({ path }: Operation, { required, sparse }: Field, query = false): Weight {
	if (required) return 'required';
	return query || (path === '' && !sparse) ? 'deciding' : 'plain';
}

function changed({ changes, path }: Operation): Pick<Plan, 'changes'> {
	if (!changes) return {};
	return { changes: changes === 'record' ? path.replace(/^(.*?\}).*$/, '$1') : path };
}

/** What is left empty and can be made up, where that is asked for. */
function generatedIn(
	{ bodyFields }: Operation,
	reader: Reader,
	body: IDataObject,
): Plan['generated'] {
	const fields = bodyFields.filter(({ generated, name }) => generated && body[name] === undefined);
	if (!fields.length || reader.top(GENERATE_PASSWORDS, 'deciding') !== true) {
		return { fields: [], returned: false };
	}
	return { fields, returned: reader.top(RETURN_PASSWORDS, 'plain') === true };
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
	if (empty) throw refusedAsEmpty(empty);
}

/** An id that is more than one segment of a path, or none, or a word of another call, would lead to that. */
function refuseUnsafe(fields: readonly Field[], given: Plan['ids'], operation?: Operation): void {
	const values = Object.fromEntries(
		Object.entries(given).map(([name, value]) => [name, maybeId(value)] as const),
	);
	const elsewhere = operation && otherRoute(operation.method, operation.path, values) !== undefined;
	for (const field of fields) {
		const value = values[field.name];
		if (typeof value === 'string') refuseHidden(field, value);
		if (typeof value !== 'string' || (isOneSegment(value) && !elsewhere)) continue;
		throw refused('path', field, value, 'it is no ID and would lead to another call', {
			advice:
				'Check the expression, or what this item holds. An ID has no slashes, ? or #, and is not made of dots.',
		});
	}
}

/** What may go into a path as it is; undefined for what is a name for sure. */
const maybeId = (value: string | Lookup): string | undefined => {
	if (typeof value === 'string') return value;
	return value.form === undefined ? value.value : undefined;
};

const otherFields = (reader: Reader): IDataObject =>
	(reader.field(OTHER_FIELDS, 'plain') as IDataObject | undefined) ?? {};

/** Both sets of fields; within objects that stand in both, too. The second one wins. */
function merged(fields: IDataObject, others: IDataObject): IDataObject {
	const both = Object.entries(others).map(([name, other]) => {
		const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
		return [name, isRecord(field) && isRecord(other) ? merged(field, other) : other] as const;
	});
	return { ...fields, ...Object.fromEntries(both) };
}

function limitOf(reader: Reader): number {
	if (reader.top(RETURN_ALL, 'deciding') === true) return Infinity;
	const limit = reader.top(LIMIT, 'deciding');
	if (typeof limit === 'number') return limit;
	throw refusedAsEmpty(LIMIT);
}
