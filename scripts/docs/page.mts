import { readable } from '../../nodes/shared/values/readableNames.ts';
import type { Operation, Resource } from '../../nodes/shared/api/types.ts';
import { collectionOf } from '../../nodes/shared/parameters/collections.ts';
import type { Fact, FactOperation } from '../facts/contract.mts';
import { linesOf, OTHER_FIELDS, type Line } from './fields.mts';
import { legendOf, operationMarks, rightMark } from './guesses.mts';
import { Tables, type Block } from './tables.mts';
import { callersOf, licensesOf, listWords, sentenceOf, short, sinceOf } from './words.mts';

/** First line of every generated file. */
export const NOTE = '<!-- Made by npm run docs from the rows and the contract; do not edit. -->';

type Facts = ReadonlyMap<string, FactOperation>;

/**
 * The page of one resource.
 *
 * @param node what the node is called that has it
 */
export function pageOf(resource: Resource, node: string, facts: Facts): string {
	const operations = [...resource.operations].sort((a, b) => a.name.localeCompare(b.name, 'en'));
	const parts = new Map(
		operations.map((each) => [each, partsOf(resource, each, factOf(each, facts))]),
	);
	const tables = new Tables([...parts.values()].flat());
	const sections = operations.flatMap((operation) =>
		sectionOf(operation, factOf(operation, facts), parts.get(operation) ?? [], tables),
	);
	const shared = tables.sharedSections();
	const body = [
		...sections,
		...(shared.length ? ['## Fields in several places', ...shared] : []),
	].join('\n\n');
	const head = [NOTE, `# ${resource.name}`, resource.description ? `${resource.description}.` : ''];
	return `${[...head, `[All resources of ${node}](README.md)`, body, ...legendOf(body)].filter(Boolean).join('\n\n')}\n`;
}

const factOf = ({ method, path }: Operation, facts: Facts) => facts.get(`${method} ${path}`);

function sectionOf(
	operation: Operation,
	fact: FactOperation | undefined,
	parts: readonly Block[],
	tables: Tables,
): string[] {
	return [
		`## ${operation.name}`,
		sentenceOf(operation),
		callOf(operation, fact),
		...resultOf(operation),
		...parts.flatMap(({ title, lines }) => [`**${title}**`, tables.write(lines)]),
	];
}

/** Who is no user of the tenant needs this. */
const ACTING = 'with [Act in Tenant](../README.md#what-many-operations-have)';

/** The call, who may make it, since when, and what it needs. */
function callOf(
	{ method, path, since, inTenant, composed, special, reads }: Operation,
	fact: FactOperation | undefined,
): string {
	if (composed && special) {
		const place = inTenant ? `; for tenant administrators, or ${ACTING}` : '';
		const about = path ? ` about \`${path}\`` : '';
		const what = reads ? 'nothing is written' : 'it looks first, and writes what differs';
		return `Several calls${about}: ${what}${place}.`;
	}
	if (!fact) return 'For whoever the PBX allows the call.';
	const { permission } = fact;
	const right = permission && `${rightOf(permission)}${rightMark(permission)}`;
	return [
		`\`${method} ${path}\`${operationMarks(fact)}`,
		`for ${callersOf(fact)}${inTenant ? `, or ${ACTING}` : ''}`,
		...(right ? [right] : []),
		since ? `since ${since}` : sinceOf(fact.since),
		...licensesOf(fact).map((license) => `needs the ${license}`),
	].join(' · ');
}

const rightOf = ({ name, since }: NonNullable<FactOperation['permission']>): string =>
	name
		? `needs the right \`${name}\` (${short(since)} and later)`
		: `needs a right that is not published (${short(since)} and later)`;

/** What comes out, where that is not simply the record. */
function resultOf(operation: Operation): string[] {
	const { kind, simple } = operation;
	const columns = simple?.map((name) => `\`${readable(name)}\``).join(', ');
	const lines = [
		kind === 'getMany' && listWords(operation),
		columns && `Simplify, which is on, keeps ${columns}.`,
		kind === 'download' && 'Put Output File in Field names the binary field for the file.',
		kind === 'upload' && 'Input Binary Field names the binary field with the file.',
	].filter((line) => typeof line === 'string');
	return lines.length ? [lines.join(' ')] : [];
}

function partsOf(
	resource: Resource,
	operation: Operation,
	fact: FactOperation | undefined,
): Block[] {
	const { name, pathFields, queryFields, bodyFields } = operation;
	const known: Fact[] = [
		...(fact?.pathParams ?? []),
		...(fact?.query ?? []),
		...(fact?.body ?? []),
	];
	const { ownFields } = operation;
	/** What the node keeps to itself has no name in the API. */
	const inNode = (line: Line) =>
		ownFields.some(({ name: own }) => own === line.name) ? { ...line, name: '' } : line;
	const fields = [...pathFields, ...queryFields, ...bodyFields];
	const top = [
		['Required', fields.filter((each) => each.required)],
		['On top', fields.filter((each) => each.onTop)],
	] as const;
	const collection = collectionOf(resource, operation);
	return [
		...top
			.filter(([, own]) => own.length)
			.map(([title, own]) => ({ title, owner: name, lines: linesOf(own, known) })),
		...(collection
			? [
					{
						title: collection.title,
						owner: name,
						lines: [
							...linesOf(collection.fields, known).map(inNode),
							...(collection.others ? [OTHER_FIELDS] : []),
						],
					},
				]
			: []),
	];
}
