import { resources } from '../../nodes/PortSip/api/index.ts';
import type { Field, FieldType, Operation } from '../../nodes/PortSip/api/types.ts';
import type { Fact, FactOperation } from './contract.mts';

/** Facts of the contract that the rows leave out or change on purpose, with the reason. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
	'POST /providers outbound_parameters.privacy_types_supported':
		'not one of the parts of a message; can be sent in Other Fields, which are merged',
	'POST /providers/{id} outbound_parameters.privacy_types_supported':
		'not one of the parts of a message; can be sent in Other Fields, which are merged',
	'POST /tenants/{id} outbound_caller_ids':
		'only fields that were added later are published, so the list is given as JSON',
	'* url pattern': 'the pattern of passwords was copied to the addresses (contract notes, part e)',
};

/** Types of the rows that can stand for a type of the contract. */
const TYPES: Readonly<Record<string, readonly FieldType[]>> = {
	string: ['text', 'choice', 'dateTime', 'didNumbers', 'reference'],
	integer: ['integer'],
	number: ['number'],
	boolean: ['boolean'],
	object: ['object', 'keyed', 'weekHours', 'json'],
	array: ['list', 'texts', 'json'],
	unknown: ['json', 'text'],
};

/** All rows, by `METHOD /path`. */
export const rows = (): Map<string, Operation> =>
	new Map(
		resources.flatMap(({ operations }) =>
			operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const),
		),
	);

/**
 * What a row says otherwise than the contract.
 *
 * @returns one line for each difference; none where they agree
 */
export function differences(operation: Operation, facts: FactOperation): string[] {
	const at = `${facts.method} ${facts.path}`;
	const paging =
		operation.paging === 'declared' ? ['filter', 'search', 'orderby', 'skip', 'top'] : [];
	return [
		...compareNames(`${at} path`, names(operation.pathFields), names(facts.pathParams)),
		...compareNames(
			`${at} query`,
			[...names(operation.queryFields), ...paging],
			names(facts.query),
		),
		...compareFields(at, operation.bodyFields, facts.body, operation.kind === 'action'),
	].filter((line) => !excepted(line));
}

const names = (fields: ReadonlyArray<{ name: string }>): string[] => fields.map(({ name }) => name);

function compareNames(at: string, mine: string[], theirs: string[]): string[] {
	return [
		...theirs.filter((name) => !mine.includes(name)).map((name) => `${at} ${name}: missing`),
		...mine
			.filter((name) => !theirs.includes(name))
			.map((name) => `${at} ${name}: not in the contract`),
	];
}

/**
 * @param strict an action may require what the contract leaves open: without its one argument
 *   it would do nothing
 */
function compareFields(
	at: string,
	mine: readonly Field[],
	theirs: readonly Fact[],
	strict: boolean,
): string[] {
	const join = at.includes(' ') && !at.split(' ')[2] ? ' ' : '.';
	const lines = compareNames(at, names(mine), names(theirs)).map((line) =>
		line.replace(`${at} `, `${at}${join}`),
	);
	for (const fact of theirs) {
		const field = mine.find(({ name }) => name === fact.name);
		if (field) lines.push(...compareField(`${at}${join}${fact.name}`, field, fact, strict));
	}
	return lines;
}

function compareField(at: string, field: Field, fact: Fact, strict: boolean): string[] {
	const lines: string[] = [];
	const same = (what: string, mine: unknown, theirs: unknown) => {
		if (mine !== theirs) lines.push(`${at} ${what}: ${String(mine)}, contract ${String(theirs)}`);
	};
	if (!TYPES[fact.type]?.includes(field.type))
		lines.push(`${at} type: ${field.type}, contract ${fact.type}`);
	if (!(strict && field.required))
		same('required', field.required ?? false, fact.required ?? false);
	same('default', field.default, fact.default);
	same('min', field.min, fact.min ?? fact.minLength);
	same('max', field.max, fact.max ?? fact.maxLength);
	if (field.type === 'text' && !field.options)
		same('pattern', field.pattern, fact.pattern ?? nameRule(field));
	if (fact.enum || field.type === 'choice')
		same('choices', keys(field), fact.enum?.toSorted().join());
	return [...lines, ...compareNested(at, field, fact)];
}

/** User names have rules that the contract gives in words only. */
const nameRule = (field: Field): string | undefined =>
	field.name === 'name' ? field.pattern : undefined;

const keys = (field: Field): string | undefined =>
	field.options && Object.keys(field.options).toSorted().join();

function compareNested(at: string, field: Field, fact: Fact): string[] {
	const inner = fact.properties ?? fact.items?.properties;
	switch (field.type) {
		case 'object':
		case 'list':
			return compareFields(at, field.fields ?? [], inner ?? [], false);
		case 'keyed':
			return compareKeyed(at, field, inner ?? []);
		case 'weekHours':
			return compareNames(at, WEEK, names(inner ?? []));
		case 'json':
			return inner ? [`${at}: given as JSON, although its fields are published`] : [];
		default:
			return [];
	}
}

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** All values of a keyed field share one form: each value of the contract must fit into it. */
function compareKeyed(at: string, field: Field, theirs: readonly Fact[]): string[] {
	const lines = compareNames(at, Object.keys(field.options ?? {}), names(theirs)).map((line) =>
		line.replace(`${at} `, `${at}.`),
	);
	const choices = new Map<string, Set<string>>();
	for (const each of theirs.filter(({ properties }) => properties)) {
		lines.push(
			...compareNames(
				`${at}.${each.name}`,
				names(field.fields ?? []),
				names(each.properties ?? []),
			),
		);
		for (const { name, enum: values = [] } of each.properties ?? []) {
			choices.set(name, new Set([...(choices.get(name) ?? []), ...values]));
		}
	}
	for (const part of field.fields ?? []) {
		const known = [...(choices.get(part.name) ?? [])].toSorted().join();
		if ((keys(part) ?? '') !== known) lines.push(`${at} ${part.name}: choices differ`);
	}
	return lines;
}

const excepted = (line: string): boolean =>
	Object.keys(EXCEPTIONS).some((key) =>
		key.startsWith('* ')
			? line.includes(key.slice(2).replace(' ', ' ')) && line.includes('.url pattern')
			: line.startsWith(`${key}:`) || line.startsWith(`${key} `),
	);
