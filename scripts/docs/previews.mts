import { renamed, withReadable } from '../../nodes/shared/values/readableNames.ts';
import type { Area, Operation } from '../../nodes/shared/api/types.ts';
import { namedIds } from '../../nodes/shared/execution/items.ts';
import { contract, type Fact, type FactOperation } from '../facts/contract.mts';
import { answers, recordOf, type Schema } from './answers.mts';
import { nodeFolder, type Files } from './folder.mts';

/** Where n8n looks for the previews of version 1 of a node. */
export const previewFolder = ({ node }: Area): string => `${nodeFolder(node)}/__schema__/v1.0.0`;

const STRING: Schema = { type: 'string' };
const FLAG: Schema = { type: 'boolean' };
const TEXTS: Schema = { type: 'array', items: STRING };
const OBJECT: Schema = { type: 'object' };
const OBJECTS: Schema = { type: 'array', items: OBJECT };
/** A record of a tenant setup: what became of it. */
const LINE: Item = {
	...{ tenant_id: STRING, part: STRING, record: STRING, operation: STRING, id: STRING },
	...{ changed: OBJECTS, notCompared: TEXTS },
};
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

/** The fields of an item, as `execution/items.ts` and `special/` make it. */
function itemOf(operation: Operation, fact: FactOperation | undefined, known: Answers) {
	if (operation.special) return SPECIAL[operation.special]?.(known);
	const answer = known.get(`${operation.method} ${operation.path}`);
	switch (operation.kind) {
		case 'download':
			return FILE;
		case 'delete':
			return { ...idsOf(operation), [operation.done]: FLAG };
		case 'getMany':
		case 'get':
			return columns(recordOf(operation, answer)?.properties, operation.simple);
		default:
			if (operation.reads) return answer?.properties;
			if (answer?.properties) {
				const { id, ...rest } = answer.properties;
				const told = { ...(id ? { [operation.adds ?? 'id']: id } : {}), ...rest };
				return { ...sentItem(operation, fact), ...told };
			}
			return fact && isEmpty(operation, fact)
				? { ...sentItem(operation, fact), [operation.done]: FLAG }
				: undefined;
	}
}

/** Items of the operations that are more than one call. */
const SPECIAL: Readonly<Record<string, (known: Answers) => Item | undefined>> = {
	checkAccess: (known) => known.get('GET /tenant')?.properties,
	applySetup: () => LINE,
	compareSetup: () => LINE,
	downloadFile: () => FILE,
	exportSetup: () => ({
		...{ tenant_id: STRING, document: OBJECT, records: OBJECT },
		...{ secretsLeftOut: OBJECTS, notExpressed: OBJECTS, partsLeftOut: TEXTS },
	}),
	offboardSetup: () => ({
		...{ tenant_id: STRING, domain: STRING, disabled: FLAG, steps: TEXTS },
		...{ secretsLeftOut: OBJECTS, notExpressed: OBJECTS, partsLeftOut: TEXTS },
	}),
	onboardSetup: () => ({
		...{ tenant_id: STRING, customer: STRING, domain: STRING, trunk: STRING, did_numbers: STRING },
		...{ extensions: OBJECTS, counts: OBJECT, text: STRING },
	}),
	uploadFile: () => ({ id: STRING, name: STRING, size: { type: 'integer' } }),
};

function columns(item: Item | undefined, names: readonly string[] | undefined): Item | undefined {
	if (!item || !names) return item && withReadable(item);
	return renamed(
		Object.fromEntries(names.filter((name) => name in item).map((name) => [name, item[name]])),
	);
}

/**
 * Updates have no answer (notes, part h). Of other calls that must be published: a guess would
 * promise fields that never come.
 */
const isEmpty = ({ kind }: Operation, { responseShape, inferred }: FactOperation): boolean =>
	responseShape === 'none' && (kind === 'update' || !inferred?.includes('responseShape'));

/** Ids under their names; that of a tenant is there where one is acted in. */
const idsOf = (operation: Operation): Item => {
	const ids = Object.fromEntries(operation.pathFields.map(({ name }) => [name, name]));
	const tenant = operation.inTenant ? { tenant: '' } : {};
	return Object.fromEntries(
		Object.keys(namedIds(operation, { ids, sent: {}, ...tenant })).map((name) => [name, STRING]),
	);
};

/**
 * Ids and what was sent, without secrets. What is optional comes only where it was filled in: of
 * actions, which have few fields, it is shown; of others what is required, as it always comes.
 */
function sentItem(operation: Operation, fact: FactOperation | undefined): Item {
	const { kind, queryFields, bodyFields } = operation;
	const echo = [...queryFields, ...bodyFields].filter(
		({ secret, required }) => !secret && (kind === 'action' || required),
	);
	const facts = [...(fact?.query ?? []), ...(fact?.body ?? [])];
	const sent = echo.flatMap(({ name }) => facts.filter((each) => each.name === name));
	const fields = Object.fromEntries(sent.map((each) => [each.name, schemaOf(each)]));
	return { ...idsOf(operation), ...fields, ...idsOf(operation) };
}

function schemaOf({ type, properties, items }: Omit<Fact, 'name'>): Schema {
	if (type === 'array') return { type, ...(items ? { items: schemaOf(items) } : {}) };
	if (type !== 'object') return ['unknown', 'oneOf'].includes(type) ? {} : { type };
	const fields = (properties ?? []).map((each) => [each.name, schemaOf(each)] as const);
	return { type, ...(fields.length ? { properties: Object.fromEntries(fields) } : {}) };
}
