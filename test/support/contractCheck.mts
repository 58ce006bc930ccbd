import type { Field } from '../../nodes/shared/api/types.ts';
import { Lookup } from '../../nodes/shared/values/wireValue.ts';
import type { Fact } from '../../scripts/facts/contract.mts';

/** What a missing value becomes in a text; none of it may ever be sent. */
const NOTHING = /^(?:undefined|null|NaN|Invalid Date(?:Time)?)$|\[object [A-Z]\w*\]/;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * What the contract has against values that would be sent.
 *
 * @param fields those of the row, which say where the contract is not followed on purpose
 * @returns one line for each; none where all is well
 */
export function objections(
	values: Readonly<Record<string, unknown>>,
	facts: readonly Fact[],
	fields: readonly Field[],
): string[] {
	return Object.entries(values).flatMap(([name, value]) => {
		const fact = facts.find((each) => each.name === name);
		const field = fields.find((each) => each.name === name);
		return [...wordsOf(value, name), ...(fact ? against(value, fact, field, name) : [])];
	});
}

/** Texts and numbers that stand for nothing, at whatever depth. */
function wordsOf(value: unknown, at: string): string[] {
	if (value instanceof Lookup) return wordsOf(value.value, at);
	if (typeof value === 'string') return NOTHING.test(value) ? [`${at} is the text ${value}`] : [];
	if (value === undefined || Number.isNaN(value)) return [`${at} is ${String(value)}`];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, each]) => wordsOf(each, `${at}.${name}`));
}

type Shape = Omit<Fact, 'name'>;

function against(value: unknown, fact: Shape, field: Field | undefined, at: string): string[] {
	if (value instanceof Lookup) return [];
	const wrong = typeOf(value, fact.type)
		? []
		: [`${at} is no ${fact.type}: ${JSON.stringify(value)}`];
	// Of what is given as JSON, the row knows no more than its shape.
	if (field?.type === 'json' || wrong.length) return wrong;
	return [
		...limits(value, field?.type === 'text' ? { ...fact, enum: undefined } : fact, at),
		...inside(value, fact, field, at),
	];
}

function typeOf(value: unknown, type: string): boolean {
	switch (type) {
		case 'integer':
			return Number.isSafeInteger(value);
		case 'number':
			return typeof value === 'number' && Number.isFinite(value);
		case 'array':
			return Array.isArray(value);
		case 'object':
			return typeof value === 'object' && value !== null && !Array.isArray(value);
		case 'string':
		case 'boolean':
			return typeof value === type;
		default:
			return true;
	}
}

function limits(value: unknown, fact: Shape, at: string): string[] {
	const lines: string[] = [];
	const shown = JSON.stringify(value);
	if (typeof value === 'number') {
		if (value < (fact.min ?? -Infinity) || value > (fact.max ?? Infinity))
			lines.push(`${at} is out of its limits: ${shown}`);
	}
	if (typeof value !== 'string') return lines;
	const { minLength = 0, maxLength = Infinity, pattern, format = '' } = fact;
	if (value.length < minLength || value.length > maxLength)
		lines.push(`${at} has a length: ${shown}`);
	if (fact.enum && !fact.enum.includes(value)) lines.push(`${at} is no choice: ${shown}`);
	// The pattern on addresses is a slip of the copy (contract notes, part e).
	if (pattern && !/url$/.test(at) && !new RegExp(`^(?:${pattern})$`).test(value))
		lines.push(`${at} does not match: ${shown}`);
	if (/^date[-_]time$/.test(format) && (!RFC3339.test(value) || Number.isNaN(Date.parse(value))))
		lines.push(`${at} is no date-time: ${shown}`);
	return lines;
}

function inside(value: unknown, fact: Shape, field: Field | undefined, at: string): string[] {
	if (Array.isArray(value)) {
		return value.flatMap((each, index) =>
			fact.items ? against(each, fact.items, field, `${at}[${index}]`) : [],
		);
	}
	if (typeof value !== 'object' || value === null || !fact.properties) return [];
	const { properties } = fact;
	return Object.entries(value).flatMap(([name, each]) => {
		const inner = properties.find((property) => property.name === name);
		const row = field?.fields?.find((one) => one.name === name);
		return inner ? against(each, inner, row, `${at}.${name}`) : [`${at}.${name} is unknown`];
	});
}
