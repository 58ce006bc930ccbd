import type { IDataObject } from 'n8n-workflow';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import { jsonValue } from '../values/jsonValue';
import { shown } from '../values/shown';
import type { Field } from '../api/types';
import { isPart, keyOf, KINDS, kindOf, upsertOf, type Kind } from './kinds';
import { documentName, nameOf } from './references';

/** The form of the document that this version writes and reads. */
export const VERSION = 1;

/** What a document has beside its parts: none of it is applied. */
const NOTES = new Set(['$schema', 'version', 'exported', 'notes']);

const DOCUMENT: Field = { name: 'document', type: 'json', form: 'jsonObject' };

/** A tenant as a document. */
export interface SetupDocument {
	tenant: IDataObject;
	/** Entries by part; a part that is not there is left alone. */
	parts: ReadonlyMap<string, readonly IDataObject[]>;
}

/**
 * Reads a document. Nothing is asked of the PBX.
 *
 * @param given JSON as text or object
 * @throws InputRefused naming the part and the entry
 */
export function documentOf(given: unknown): SetupDocument {
	const value = jsonValue(DOCUMENT, given, { secrets: new Set() });
	if (!isRecord(value)) throw notADocument('it is empty');
	if (value.version === undefined && isRecord(value.document)) {
		throw notADocument('it is a whole item of Export');
	}
	if (String(value.version) !== String(VERSION)) {
		throw new InputRefused(
			`The document has ${value.version === undefined ? 'no version' : `the version ${shown(value.version)}`}`,
			`This version of the node reads version ${VERSION}. Write "version": ${VERSION} at its beginning, or export the tenant anew.`,
		);
	}
	const unknown = Object.keys(value).find((name) => !NOTES.has(name) && !isTopPart(name));
	if (unknown !== undefined) {
		throw new InputRefused(
			`The document has a part "${unknown}", which is not known`,
			`The parts are ${TOP_PARTS.join(', ')}.`,
		);
	}
	const { tenant } = value;
	if (!isRecord(tenant) || !String(tenant.domain ?? '').trim()) {
		throw notADocument('"tenant" must be an object with "domain", by which the tenant is found');
	}
	refuseId(kindOf('tenant'), tenant, '"tenant"');
	const parts = new Map<string, readonly IDataObject[]>();
	for (const kind of KINDS) {
		if (kind.part === 'tenant' || kind.within || value[kind.part] === undefined) continue;
		parts.set(kind.part, entriesOf(kind, value[kind.part], kind.part));
	}
	return { tenant, parts };
}

/** The domain by which a tenant is found; capitals and blanks around it make no difference. */
export const domainOf = ({ tenant }: Pick<SetupDocument, 'tenant'>): string =>
	String(tenant.domain).trim().toLowerCase();

const TOP_PARTS = KINDS.filter(({ within }) => !within).map(({ part }) => part);
const isTopPart = (name: string): boolean => isPart(name) && !kindOf(name).within;

const notADocument = (why: string): InputRefused =>
	new InputRefused(
		`"Document" is no tenant setup: ${why}`,
		'Take what Export gives in its field "document", or write one as docs/tenant-setup.md shows.',
	);

/**
 * The entries of a part, each with what it is recognised by, and no two with the same.
 *
 * @param where they stand, for messages
 */
export function entriesOf(kind: Kind, value: unknown, where: string): IDataObject[] {
	if (kind.single) return [singleOf(kind, value, where)];
	if (!Array.isArray(value)) {
		throw new InputRefused(
			`"${where}" must be a list of objects`,
			`Write it like "${kind.part}": [{ … }].`,
		);
	}
	const seen = new Map<string, number>();
	return value.map((entry: unknown, index) => {
		if (!isRecord(entry)) {
			throw new InputRefused(
				`"${where}", entry ${index + 1}, is no object`,
				'Each entry is one record: write it in { }.',
			);
		}
		refuseId(kind, entry, `"${where}", entry ${index + 1},`);
		const name = nameOf(kind.part, entry);
		if (!name || !holdsKey(kind, entry)) {
			const [first] = kind.part === 'trunks' ? ['trunk'] : keyOf(kind).map((each) => each.name);
			throw new InputRefused(
				`"${where}", entry ${index + 1}, lacks "${documentName(first)}", by which the ${kind.noun} is recognised`,
				'Fill it in.',
			);
		}
		const key = name.toLowerCase();
		const before = seen.get(key);
		if (before !== undefined) {
			throw new InputRefused(
				`"${where}" has the ${kind.noun} "${name}" twice, as entries ${before} and ${index + 1}`,
				'Take one of them out.',
			);
		}
		seen.set(key, index + 1);
		return entry;
	});
}

/** What there is one of in a tenant; a list is the items of it. */
function singleOf({ single, part }: Kind, value: unknown, where: string): IDataObject {
	const isList = single !== 'object';
	if (isList ? Array.isArray(value) : isRecord(value)) {
		return isList ? { items: value as IDataObject[] } : (value as IDataObject);
	}
	throw new InputRefused(
		`"${where}" must be ${isList ? 'a list' : 'an object'}`,
		`Write it like "${part}": ${isList ? '[ … ]' : '{ … }'}.`,
	);
}

/** Entries as they stand in a document. */
export function partOf({ single }: Kind, entries: readonly IDataObject[]): IDataObject[string] {
	if (!single) return [...entries];
	return single === 'object' ? entries[0] : entries[0].items;
}

/** What a tenant of another PBX calls its records means nothing here, and an update takes no ID. */
function refuseId({ noun }: Kind, entry: Readonly<IDataObject>, where: string): void {
	if (entry.id === undefined) return;
	throw new InputRefused(
		`${where} has an "id"`,
		`Take it out: a document has no IDs. The ${noun} is found by what people call it.`,
	);
}

function holdsKey(kind: Kind, entry: Readonly<IDataObject>): boolean {
	if (kind.part === 'trunks') return Boolean(entry.trunk);
	const [{ name }] = keyOf(kind);
	return Boolean(entry[documentName(name)] ?? entry[name]);
}

/** What a document says of a record that the PBX itself takes; members and phones are not of it. */
export function bodyOf(kind: Kind, entry: Readonly<IDataObject>): IDataObject {
	const apart = new Set((kind.members ?? []).map(({ field }) => field));
	for (const { part, within } of KINDS) if (within === kind.part) apart.add(part);
	return Object.fromEntries(Object.entries(entry).filter(([name]) => !apart.has(name)));
}

/** The secrets that a new record of a kind needs, and that the node can make up. */
export const makeableIn = (kind: Kind): Field[] =>
	upsertOf(kind)
		.create.bodyFields.filter(({ required, secret }) => required && secret)
		.map((field) => ({
			...field,
			generated: field.generated ?? (field.name.endsWith('pin') ? 'pin' : 'password'),
		}));
