import { resources } from '../../nodes/shared/api/index.ts';
import type { Field, FieldType, Operation } from '../../nodes/shared/api/types.ts';
import { WEEKDAYS } from '../../nodes/shared/api/weekdays.ts';
import { short } from '../docs/words.mts';
import type { Fact, FactOperation } from './contract.mts';

/** What rows say otherwise than the contract on purpose: which differences, and why. */
export const EXCEPTIONS: ReadonlyArray<{ what: RegExp; why: string }> = [
	{
		what: /^POST \/providers(\/\{id\})? outbound_parameters\.privacy_types_supported: missing$/,
		why: 'it is no part of a message like its neighbours; Other Fields can send it',
	},
	{
		what: /^POST \/tenants\/\{id\} outbound_caller_ids: given as JSON/,
		why: 'only the fields that were added later are published',
	},
	{
		what: /^POST \/crm provider choices/,
		why: 'the list names services for transcription; that of the CRM calls is not published',
	},
	{
		what: /^POST \/dect_phones\/\{id\}\/members items\.(id|display_name): missing$/,
		why: 'read-only: the PBX takes them from the extension',
	},
	{
		what: /^POST \/ring_groups\/\{id\}\/agents items\.display_name: missing$/,
		why: 'read-only: the PBX takes it from the extension',
	},
	{
		what: /^POST \/(disallowed_codes|outbound_rules)\/\{id\} id: missing$/,
		why: 'it repeats the id of the path; Other Fields can send it',
	},
	{
		what: /\burl pattern/,
		why: 'the pattern of the passwords was copied to the addresses (contract notes, part e)',
	},
];

/** Types of the rows that can stand for a type of the contract. */
const TYPES: Readonly<Record<string, readonly FieldType[]>> = {
	string: ['text', 'choice', 'dateTime', 'didNumbers', 'reference'],
	integer: ['integer'],
	number: ['number'],
	boolean: ['boolean'],
	object: ['object', 'keyed', 'weekHours', 'switches', 'json'],
	oneOf: ['json'],
	array: ['list', 'texts', 'json'],
	unknown: ['json', 'text'],
};

/** Query parameters of lists, by the kind of their paging. */
const PAGING: Partial<Record<Operation['paging'], string[]>> = {
	declared: ['filter', 'search', 'orderby', 'skip', 'top'],
	offset: ['skip', 'top'],
};

/** All rows that stand for one call, by `METHOD /path`. */
export const rows = (): Map<string, Operation> =>
	new Map(
		resources.flatMap(({ operations }) =>
			operations
				.filter(({ path, composed }) => path !== '' && !composed)
				.map((operation) => [`${operation.method} ${operation.path}`, operation] as const),
		),
	);

/**
 * What a row says otherwise than the contract, the exceptions left out.
 *
 * @returns one line for each difference; none where they agree
 */
export const differences = (operation: Operation, facts: FactOperation): string[] =>
	allDifferences(operation, facts).filter(
		(line) => !EXCEPTIONS.some(({ what }) => what.test(line)),
	);

/** What a row says otherwise than the contract. */
export function allDifferences(operation: Operation, facts: FactOperation): string[] {
	const at = `${facts.method} ${facts.path}`;
	const paging = (PAGING[operation.paging] ?? []).map((name) => ({ name }));
	return [
		...compareNames(`${at} path `, operation.pathFields, facts.pathParams),
		...compareNames(`${at} query `, [...operation.queryFields, ...paging], facts.query),
		...compareFields(`${at} `, operation.bodyFields, facts.body, operation.kind === 'action'),
	];
}

type Named = ReadonlyArray<{ name: string; required?: boolean }>;

const names = (fields: Named): string[] => fields.map(({ name }) => name);

function compareNames(prefix: string, mine: Named, theirs: Named): string[] {
	const [own, known] = [names(mine), names(theirs)];
	return [
		...theirs
			.filter(({ name }) => !own.includes(name))
			.map(({ name, required }) => `${prefix}${name}: missing${required ? ', but required' : ''}`),
		...own
			.filter((name) => !known.includes(name))
			.map((name) => `${prefix}${name}: not in the contract`),
	];
}

/**
 * @param prefix operation, or operation and outer field with a dot
 * @param strict an action may require what the contract leaves open: without its one argument
 *   it would do nothing
 */
function compareFields(
	prefix: string,
	mine: readonly Field[],
	theirs: readonly Fact[],
	strict: boolean,
): string[] {
	const plain = mine.filter(({ spread }) => !spread);
	const spread = mine.filter((field) => field.spread);
	const spreadKeys = spread.flatMap(({ options = {} }) => Object.keys(options));
	return [
		...compareNames(prefix, [...plain, ...spreadKeys.map((name) => ({ name }))], theirs),
		...theirs.flatMap((fact) => {
			const field = plain.find(({ name }) => name === fact.name);
			return field ? compareField(`${prefix}${fact.name}`, field, fact, strict) : [];
		}),
		...spread.flatMap((field) =>
			compareKeyed(
				prefix,
				field,
				theirs.filter(({ name }) => name in (field.options ?? {})),
			),
		),
	];
}

function compareField(at: string, field: Field, fact: Fact, strict: boolean): string[] {
	const lines: string[] = [];
	const same = (what: string, mine: unknown, theirs: unknown) => {
		if (mine !== theirs) lines.push(`${at} ${what}: ${String(mine)}, contract ${String(theirs)}`);
	};
	if (!TYPES[fact.type]?.includes(field.type))
		lines.push(`${at} type: ${field.type}, contract ${fact.type}`);
	if (!(strict && field.required))
		same('required', field.required ?? field.kept ?? false, fact.required ?? false);
	same('default', field.default, fact.default);
	same('since', field.since, fact.since && short(fact.since));
	// What a list of texts says of lengths and patterns, it says of each of them.
	const each = (field.type === 'texts' && fact.items) || fact;
	same('min', field.min, each.min ?? each.minLength);
	same('max', field.max, each.max ?? each.maxLength);
	if (['text', 'texts'].includes(field.type) && !field.options)
		same('pattern', field.pattern, each.pattern ?? nameRule(field));
	if (fact.enum || field.type === 'choice')
		same('choices', keys(field), fact.enum && [...fact.enum].sort().join());
	return [...lines, ...compareNested(at, field, fact)];
}

/** User names have rules that the contract gives in words only. */
const nameRule = (field: Field): string | undefined =>
	field.name === 'name' ? field.pattern : undefined;

const keys = (field: Field): string | undefined =>
	field.options && Object.keys(field.options).sort().join();

function compareNested(at: string, field: Field, fact: Fact): string[] {
	const inner = fact.properties ?? fact.items?.properties ?? [];
	switch (field.type) {
		case 'object':
		case 'list':
			return compareFields(`${at}.`, field.fields ?? [], inner, false);
		case 'keyed':
			return compareKeyed(`${at}.`, field, inner);
		case 'weekHours':
			return compareNames(
				`${at}.`,
				[...WEEKDAYS, ...(field.modes ? ['mode'] : [])].map((name) => ({ name })),
				inner,
			);
		case 'switches':
			return compareNames(
				`${at}.`,
				Object.keys(field.options ?? {}).map((name) => ({ name })),
				inner.flatMap((group) =>
					(group.properties ?? []).map(({ name }) => ({ name: `${group.name}.${name}` })),
				),
			);
		case 'json':
			return inner.length && !field.deep
				? [`${at}: given as JSON, although its fields are published`]
				: [];
		default:
			return [];
	}
}

/** All values of a keyed field share one form, which offers the choices of all of them. */
function compareKeyed(prefix: string, field: Field, theirs: readonly Fact[]): string[] {
	const keyNames = Object.keys(field.options ?? {}).map((name) => ({ name }));
	const parts = field.fields ?? [];
	const values = theirs.filter(({ properties }) => properties);
	const offered = (name: string): string =>
		[
			...new Set(
				values.flatMap((value) => value.properties?.find((each) => each.name === name)?.enum ?? []),
			),
		]
			.sort()
			.join();
	return [
		...compareNames(prefix, keyNames, theirs),
		...values.flatMap((value) =>
			compareNames(`${prefix}${value.name}.`, parts, value.properties ?? []),
		),
		...parts
			.filter((part) => (keys(part) ?? '') !== offered(part.name))
			.map((part) => `${prefix}*.${part.name}: choices differ`),
	];
}
