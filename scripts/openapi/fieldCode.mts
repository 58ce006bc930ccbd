import { camelCase } from '../../nodes/shared/api/names.ts';
import { references } from '../../nodes/shared/api/references.ts';
import { WEEKDAYS } from '../../nodes/shared/api/weekdays.ts';
import { short } from '../docs/words.mts';
import type { Fact } from '../facts/contract.mts';
import { callCode, HINT, listCode, literal, objectCode } from './code.mts';

/**
 * A field in the vocabulary of `api/fields.ts`, with all that the fact says. The hint is a
 * placeholder: it is worded by a person, or taken out where it would repeat the label.
 */
function fieldCode(fact: Fact): string {
	// {id} is the record itself, so a field of that name needs another one in the editor.
	const code = plainCode(fact, fact.name === 'id' ? { parameter: literal('recordId') } : {});
	return fact.required ? callCode('need', code) : code;
}

/** The field behind a brace: required in any case, and named by the resource. */
export const pathFieldCode = (fact: Fact): string => plainCode(fact, {});

function plainCode(fact: Fact, naming: Record<string, string>): string {
	const { make, args = [], more = {} } = shapeOf(fact);
	return callCode(
		make,
		literal(fact.name),
		...args,
		literal(make === 'flag' ? `Whether ${HINT}` : HINT),
		objectCode({ ...naming, ...more, ...limitsOf(fact) }),
	);
}

/** The fields of a body, or of an object. */
export const fieldsCode = (facts: readonly Fact[]): string => listCode(facts.map(fieldCode));

/** Which constructor makes the field, with what stands before the hint and after it. */
interface Shape {
	make: string;
	args?: string[];
	more?: Record<string, string>;
}

function shapeOf(fact: Fact): Shape {
	switch (fact.type) {
		case 'string':
			return textShape(fact);
		case 'boolean':
			return { make: 'flag' };
		case 'integer':
			return { make: 'integer' };
		case 'number':
			return { make: 'decimal' };
		case 'array':
			return arrayShape(fact);
		case 'object':
			return objectShape(fact);
		default:
			return { make: 'json' };
	}
}

function textShape({ name, enum: values, format = '', pattern }: Fact): Shape {
	if (values) return { make: 'choice', args: [literal(values)] };
	if (/^date[-_]time$/.test(format)) return { make: 'dateTime' };
	if (name === 'did_numbers') return { make: 'didNumbers' };
	const ref = camelCase(name.replace(/_id$/, ''));
	if (name.endsWith('_id') && Object.hasOwn(references, ref))
		return { make: 'reference', args: [literal(ref)] };
	const more: Record<string, string> = pattern ? { pattern: literal(pattern) } : {};
	// Too many masked fields are seen at once by whoever words the row; too few are not.
	return {
		make: /password|secret|token|private_key/.test(name) ? 'secret' : 'text',
		more,
	};
}

/** `listOf` is `list` of fields: rows have a `list` of their own. */
function arrayShape({ items }: Fact): Shape {
	if (items?.properties?.length) return { make: 'listOf', args: [fieldsCode(items.properties)] };
	if (items?.type !== 'string') return { make: 'json' };
	// What is said of a list of texts holds for each of them.
	const { pattern } = items;
	return { make: 'texts', more: pattern ? { pattern: literal(pattern) } : {} };
}

function objectShape({ properties = [] }: Fact): Shape {
	if (!properties.length) return { make: 'json' };
	const names = properties.map(({ name }) => name);
	const others = names.filter((name) => !(WEEKDAYS as readonly string[]).includes(name));
	const week = names.length - others.length === WEEKDAYS.length;
	if (week && others.every((name) => name === 'mode'))
		return { make: 'weekHours', more: others.length ? { modes: 'true' } : {} };
	return { make: 'object', args: [fieldsCode(properties)] };
}

function limitsOf(fact: Fact): Record<string, string | undefined> {
	const code = (value: unknown) => (value === undefined ? undefined : literal(value));
	const { min, max, minLength, maxLength } =
		fact.items?.type === 'string' ? { ...fact, ...fact.items } : fact;
	return {
		default: code(fact.default),
		min: code(min ?? minLength),
		max: code(max ?? maxLength),
		since: code(fact.since && short(fact.since)),
	};
}
