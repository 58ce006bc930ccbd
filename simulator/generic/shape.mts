import { findOperation, responseOf } from '../contract.mts';
import { isObject } from '../state.mts';
import type { JsonSchema, Rec } from '../types.mts';

/** `{}` is a value of unknown type. */
function addField(schema: JsonSchema, path: string): void {
	const [name, ...rest] = path.split('.');
	const isArray = name.endsWith('[]');
	const properties = (schema.properties ??= {});
	const field = (properties[isArray ? name.slice(0, -2) : name] ??= {});
	if (rest.length === 0) return;
	const inner = isArray ? (field.items ??= {}) : field;
	// What is inside an object of unknown type cannot be listed: it stays open.
	if (inner.properties) addField(inner, rest.join('.'));
}

function changeEnum(schema: JsonSchema, field: string, added: string[], removed: string[]): void {
	const found = schema.properties?.[field.replace(/^items\[\]\./, '')];
	if (!found?.enum) return;
	const kept = found.enum.filter((value) => !removed.includes(value));
	found.enum = [...kept, ...added.filter((value) => !kept.includes(value))];
}

function build(key: string): JsonSchema | undefined {
	const fact = responseOf(key);
	const operation = findOperation(key);
	if (!fact) return undefined;
	const whole = structuredClone(fact.schema);
	const record = whole.properties?.items?.items ?? whole;
	for (const { name } of [...(fact.added ?? []), ...(operation?.responseFieldsAdded ?? [])]) {
		addField(record, name);
	}
	for (const { name } of operation?.responseFieldsRemoved ?? []) delete record.properties?.[name];
	for (const { field, added = [], removed = [] } of operation?.responseEnumChanges ?? []) {
		changeEnum(record, field, added, removed);
	}
	return whole;
}

const cache = new Map<string, JsonSchema | undefined>();

/**
 * The published schema of an answer with the changes up to 22.8 applied.
 * @returns undefined where the contract does not know the answer
 */
export function answerSchema(key: string): JsonSchema | undefined {
	if (!cache.has(key)) cache.set(key, build(key));
	return cache.get(key);
}

/** The schema of one item of a list answer, or of the whole answer of any other operation. */
export function recordSchema(key: string): JsonSchema | undefined {
	const schema = answerSchema(key);
	return schema?.properties?.items?.items ?? schema;
}

function fits(schema: JsonSchema, value: unknown): boolean {
	if (schema.enum) return schema.enum.includes(String(value));
	switch (schema.type) {
		case 'array':
			return Array.isArray(value);
		case 'object':
			return isObject(value);
		case 'integer':
			return Number.isInteger(value);
		case undefined:
			return true;
		default:
			return typeof value === schema.type;
	}
}

/**
 * Cuts a value down to what a schema shows; what does not fit it is left out.
 * @returns undefined if the value itself does not fit
 */
export function cut(schema: JsonSchema, value: unknown): unknown {
	if (!fits(schema, value)) return undefined;
	if (Array.isArray(value)) {
		const { items } = schema;
		return items
			? value.map((item) => cut(items, item)).filter((item) => item !== undefined)
			: value;
	}
	if (!isObject(value) || !schema.properties) return value;
	const fields = Object.entries(schema.properties)
		.filter(([name]) => Object.hasOwn(value, name))
		.map(([name, part]) => [name, cut(part, value[name])] as const);
	return Object.fromEntries(fields.filter(([, part]) => part !== undefined));
}

/**
 * One record as an operation shows it. Where the contract knows no answer the record is shown as
 * it is stored.
 */
export function shape(key: string, record: Rec): Rec {
	const schema = recordSchema(key);
	return (schema ? cut(schema, record) : { ...record }) as Rec;
}

function sampleText(name: string, schema: JsonSchema, nextId: () => string): string {
	if (schema.enum) return schema.enum[0];
	if (schema.format === 'date-time') return new Date().toISOString();
	if (name === 'id' || name.endsWith('_id')) return nextId();
	if (name === 'mac') return '0004130000ff';
	if (/(number|caller|callee)$/.test(name)) return '1001';
	return `sample ${name}`;
}

/**
 * Makes up a value that a schema allows.
 * @param name the name of the field, which decides what a text looks like
 * @returns undefined where the contract does not know the type
 */
export function sample(schema: JsonSchema, nextId: () => string, name = ''): unknown {
	const [branch] = schema.oneOf ?? [];
	if (branch) return sample(branch, nextId, name);
	switch (schema.type) {
		case 'string':
			return sampleText(name, schema, nextId);
		case 'integer':
		case 'number':
			return 0;
		case 'boolean':
			return false;
		case 'array':
			return [];
		case 'object':
			return Object.fromEntries(
				Object.entries(schema.properties ?? {})
					.map(([field, part]) => [field, sample(part, nextId, field)])
					.filter(([, value]) => value !== undefined),
			);
		default:
			return undefined;
	}
}
