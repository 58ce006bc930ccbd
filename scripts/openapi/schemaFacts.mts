import type { Fact } from '../facts/contract.mts';
import { refOf, resolve, type Document, type Ref, type Schema } from './document.mts';

/** What a schema says, in the contract's terms. */
export type SchemaFacts = Omit<Fact, 'name' | 'required'>;

/**
 * The facts of a schema. References are followed, `allOf` is put together, and null as a further
 * type is left out: the rows know no null, what is not set is not sent.
 *
 * @param within references that led here; a schema that holds itself ends there, as any object
 */
export function schemaFacts(
	document: Document,
	schema: Schema | Ref,
	within: readonly string[] = [],
): SchemaFacts {
	const ref = refOf(schema);
	if (ref && within.includes(ref)) return { type: 'object' };
	const inside = ref ? [...within, ref] : within;
	const flat = flatten(document, schema);
	const type = typeOf(flat);
	const { default: value, minimum, maximum, minLength, maxLength, pattern, format } = flat;
	const choices = flat.enum?.filter((each) => each !== null).map(String);
	const facts: SchemaFacts = {
		type,
		default: value ?? undefined,
		min: minimum,
		max: maximum,
		minLength,
		maxLength,
		pattern,
		format,
		enum: choices,
		items: flat.items && schemaFacts(document, flat.items, inside),
		properties: flat.properties && propertyFacts(document, flat, inside),
	};
	return defined(facts);
}

/** The facts of an object's fields. */
export function propertyFacts(
	document: Document,
	schema: Schema | Ref,
	within: readonly string[] = [],
): Fact[] {
	const { properties = {}, required = [] } = flatten(document, schema);
	return Object.entries(properties).map(([name, property]) => ({
		name,
		...schemaFacts(document, property, within),
		...(required.includes(name) ? { required: true } : {}),
	}));
}

/** One schema without reference, `allOf` and null; its own words win over those that it takes in. */
export function flatten(document: Document, schema: Schema | Ref): Schema {
	const { allOf = [], ...own } = resolve(document, schema);
	const merged = [...allOf.map((part) => flatten(document, part)), own].reduce(merge, {});
	const other = (merged.oneOf ?? merged.anyOf)?.filter((each) => !isNull(document, each));
	if (other?.length !== 1) return merged;
	const { oneOf: _oneOf, anyOf: _anyOf, ...rest } = merged;
	return merge(flatten(document, other[0]), rest);
}

const merge = (a: Schema, b: Schema): Schema => ({
	...a,
	...b,
	...(a.properties || b.properties ? { properties: { ...a.properties, ...b.properties } } : {}),
	...(a.required || b.required ? { required: [...(a.required ?? []), ...(b.required ?? [])] } : {}),
});

const isNull = (document: Document, schema: Schema | Ref): boolean =>
	resolve(document, schema).type === 'null';

function typeOf({ type, oneOf, anyOf, properties, items, enum: choices }: Schema): string {
	const named = Array.isArray(type) ? type.filter((each) => each !== 'null') : type;
	if (typeof named === 'string') return named;
	if (named?.length === 1) return named[0];
	if (named?.length || oneOf || anyOf) return 'oneOf';
	if (properties) return 'object';
	if (items) return 'array';
	return choices ? 'string' : 'unknown';
}

const defined = <T extends object>(value: T): T =>
	Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
