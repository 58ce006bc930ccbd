import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Schema {
	type?: string;
	enum?: string[];
	properties?: Record<string, Schema>;
	items?: Schema;
	additionalProperties?: boolean;
}

interface Field {
	name: string;
	type: string;
	required?: boolean;
	enum?: string[];
	min?: number;
	pattern?: string;
	properties?: Field[];
	items?: Field;
	oneOf?: Field[];
	minLength?: number;
	maxLength?: number;
}

export interface Operation {
	method: 'GET' | 'POST';
	path: string;
	tag: string;
	scope: string;
	noAuth?: boolean;
	body: Field[] | null;
	bodyContentType: string | null;
	success: number[];
	responseShape: string;
	renamedFrom?: string;
	responseFieldsAdded?: Array<{ name: string }>;
	responseFieldsRenamed?: Array<{ from: string; to: string }>;
	responseFieldsRemoved?: Array<{ name: string }>;
	responseEnumChanges?: Array<{ field: string; added?: string[]; removed?: string[] }>;
}

interface Fact {
	status: number;
	schema: Schema;
	added?: Array<{ name: string }>;
}

function read<T>(file: string): T {
	const path = join(import.meta.dirname, '..', '..', 'contract', file);
	return JSON.parse(readFileSync(path, 'utf8')) as T;
}

export const operations = read<Operation[]>('operations.json');
const facts = read<Record<string, Fact>>('responses.json');

/** The key of an operation, such as `POST /tenants/{id}`. */
export function keyOf({ method, path }: Operation): string {
	return `${method} ${path}`;
}

function factOf(operation: Operation): Fact | undefined {
	const { method, renamedFrom } = operation;
	return facts[keyOf(operation)] ?? (renamedFrom ? facts[`${method} ${renamedFrom}`] : undefined);
}

/** The published schema, closed, with what later versions added, renamed and removed. */
export function closedSchema(operation: Operation): Schema | undefined {
	const fact = factOf(operation);
	if (!fact?.schema.properties) return undefined;
	// The branches of oneOf overlap, so that nothing fits exactly one of them.
	const text = JSON.stringify(fact).replaceAll('"oneOf"', '"anyOf"');
	const { schema, added = [] } = JSON.parse(text) as Fact;
	const record = schema.properties?.items?.items ?? schema;
	const properties = (record.properties ??= {});
	for (const { name } of [...added, ...(operation.responseFieldsAdded ?? [])]) {
		if (!/[.[]/.test(name)) properties[name] ??= {};
	}
	for (const { from, to } of operation.responseFieldsRenamed ?? []) {
		if (from in properties) properties[to] = properties[from];
	}
	for (const { name } of operation.responseFieldsRemoved ?? []) delete properties[name];
	for (const { field, added: more = [], removed = [] } of operation.responseEnumChanges ?? []) {
		const changed = properties[field.replace('items[].', '')];
		if (changed?.enum) {
			changed.enum = [...changed.enum.filter((value) => !removed.includes(value)), ...more];
		}
	}
	record.additionalProperties = record.type === 'string';
	schema.additionalProperties = false;
	return schema;
}

let serial = 0;

const pem = (what: string) => `-----BEGIN ${what}-----\nMIIsample0000abcd\n-----END ${what}-----`;

/** Values the rules of the PBX ask for, by the name of the field. */
const wellKnown: Record<string, () => unknown> = {
	name: () => `sample${++serial}`,
	username: () => `sample${++serial}`,
	filename: () => `sample${++serial}.xml`,
	domain: () => `tenant-${++serial}.example`,
	email: () => 'somebody@example.com',
	recipient: () => 'somebody@example.com',
	password: () => 'Quite-Fake-9',
	new_password: () => 'Other-Fake-7',
	extension_password: () => 'Third-Fake-5',
	voicemail_pin: () => '482915',
	pin: () => '482915',
	crt: () => pem('CERTIFICATE'),
	key: () => pem('PRIVATE KEY'),
	extension_number: () => String(2000 + ++serial),
	role: () => 'StandardUser',
	timezone: () => 'Europe/London',
	currency: () => 'EUR',
	region: () => 'DEU',
	cidr: () => '192.0.2.0/24',
	port: () => 6000 + ++serial,
	transport: () => 'UDP',
	mac: () => `00041300${String(++serial).padStart(4, '0')}`,
};

function valueOf(field: Field): unknown {
	const known = Object.hasOwn(wellKnown, field.name) && wellKnown[field.name];
	if (field.enum) return field.enum[0];
	if (field.oneOf) return valueOf({ ...field.oneOf[0], name: field.name });
	if (field.maxLength && field.maxLength < 3) return '7'.padStart(field.minLength ?? 1, '0');
	if (known) return known();
	switch (field.type) {
		case 'string':
			if (field.pattern) return String(4000 + ++serial);
			return /(_at|_date)$/.test(field.name) ? '2030-01-01T00:00:00Z' : 'sample';
		case 'integer':
		case 'number':
			return field.min ?? 1;
		case 'boolean':
			return false;
		case 'array':
			return [];
		case 'object':
			return bodyOf(field.properties ?? []);
		default:
			return undefined;
	}
}

/** A body with nothing but what the contract asks for. */
export function bodyOf(fields: Field[]): Record<string, unknown> {
	const needed = fields.filter(({ required }) => required);
	return Object.fromEntries(needed.map((field) => [field.name, valueOf(field)]));
}

/** The SHA-256 digest of a text. */
export function digestOf(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
