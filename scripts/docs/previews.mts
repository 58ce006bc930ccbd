import type { Area, Operation } from '../../nodes/shared/api/types.ts';
import { contract, type Fact, type FactOperation } from '../facts/contract.mts';
import { answers, recordOf, type Schema } from './answers.mts';
import { nodeFolder, type Files } from './folder.mts';

/** Where n8n looks for the previews of version 1 of a node. */
export const previewFolder = ({ node }: Area): string => `${nodeFolder(node)}/__schema__/v1.0.0`;

const STRING: Schema = { type: 'string' };
const FLAG: Schema = { type: 'boolean' };
const FILE = { fileName: STRING, size: { type: 'integer' } };

/**
 * One schema for each operation of a node whose item is known, by `resource/operation.json`: the
 * editor offers the fields of a node before it has run.
 */
export function previews({ resources }: Area): Files {
	const facts = contract();
	const known = answers();
	const entries = resources.flatMap(({ value, operations }) =>
		operations.flatMap((operation) => {
			const key = `${operation.method} ${operation.path}`;
			const item = itemOf(operation, facts.get(key), known);
			if (!item || Object.keys(item).length === 0) return [];
			const schema = { type: 'object', properties: item, version: 1 };
			return [[`${value}/${operation.value}.json`, `${JSON.stringify(schema)}\n`] as const];
		}),
	);
	return new Map(entries);
}

type Item = Record<string, Schema>;
type Answers = ReadonlyMap<string, Schema>;

/** The fields of an item, as `execution/response.ts` and `special/` make it. */
function itemOf(operation: Operation, fact: FactOperation | undefined, known: Answers) {
	if (operation.special) return SPECIAL[operation.special]?.(known);
	const answer = known.get(`${operation.method} ${operation.path}`);
	switch (operation.kind) {
		case 'download':
			return FILE;
		case 'delete':
			return { deleted: FLAG };
		case 'getMany':
		case 'get':
			return columns(recordOf(operation, answer)?.properties, operation.simple);
		default:
			if (answer?.properties) return answer.properties;
			return fact && isEmpty(operation, fact) ? doneItem(operation, fact) : undefined;
	}
}

/** Items of the operations that are more than one call. */
const SPECIAL: Readonly<Record<string, (known: Answers) => Item | undefined>> = {
	checkAccess: (known) => known.get('GET /tenant')?.properties,
	downloadFile: () => FILE,
	uploadFile: () => ({ id: STRING, name: STRING, size: { type: 'integer' } }),
};

function columns(item: Item | undefined, names: readonly string[] | undefined): Item | undefined {
	if (!item || !names) return item;
	return Object.fromEntries(names.filter((name) => name in item).map((name) => [name, item[name]]));
}

/**
 * Updates have no answer (notes, part h). Of other calls that must be published: a guess would
 * promise fields that never come.
 */
const isEmpty = ({ kind }: Operation, { responseShape, inferred }: FactOperation): boolean =>
	responseShape === 'none' && (kind === 'update' || !inferred?.includes('responseShape'));

/** The item for an empty answer: whose, what was done, and what an action was given. */
function doneItem(
	{ kind, pathFields, bodyFields, done }: Operation,
	{ body }: FactOperation,
): Item {
	const echo = kind === 'action' ? bodyFields.filter((field) => !field.secret) : [];
	const sent = body.filter(({ name }) => echo.some((field) => field.name === name));
	return {
		...Object.fromEntries(pathFields.map(({ name }) => [name, STRING])),
		...Object.fromEntries(sent.map((each) => [each.name, schemaOf(each)])),
		[done]: FLAG,
	};
}

function schemaOf({ type, properties, items }: Omit<Fact, 'name'>): Schema {
	if (type === 'array') return { type, ...(items ? { items: schemaOf(items) } : {}) };
	if (type !== 'object') return ['unknown', 'oneOf'].includes(type) ? {} : { type };
	const fields = (properties ?? []).map((each) => [each.name, schemaOf(each)] as const);
	return { type, ...(fields.length ? { properties: Object.fromEntries(fields) } : {}) };
}
