import { titleOf } from '../api/names';
import type { Field, Operation, Resource } from '../api/types';

/** A collection of optional fields: parameter name, label, text of the button. */
interface Place {
	name: string;
	title: string;
	add: string;
}

/**
 * Where optional fields stand. Fields that can be set when a record is created and changed later
 * stand in one collection that both operations share: spelled out twice, they were a third of
 * the whole description (docs/decisions/0007).
 */
const PLACES = {
	shared: { name: 'additionalFields', title: 'Additional Fields', add: 'Add Field' },
	createOnly: { name: 'initialFields', title: 'Only When Creating', add: 'Add Field' },
	updateOnly: { name: 'updateFields', title: 'Update Fields', add: 'Add Field' },
	other: { name: 'options', title: 'Options', add: 'Add Option' },
} as const satisfies Record<string, Place>;

/** Names of all collections that an operation can have. */
export const COLLECTIONS: readonly string[] = Object.values(PLACES).map(({ name }) => name);

/** Label of a collection of fields, those of the node itself among them. */
export const collectionTitle = (collection: string): string =>
	Object.values(PLACES).find(({ name }) => name === collection)?.title ??
	titleOf(collection.replace(/([A-Z])/g, '_$1'));

/** One collection of an operation. */
export interface Collection extends Place {
	fields: readonly Field[];
	/** Holds Other Fields (JSON), too. */
	others: boolean;
}

/** The optional fields of an operation, collection by collection; empty ones are left out. */
export function collectionsOf(
	{ operations }: Pick<Resource, 'operations'>,
	operation: Operation,
): Collection[] {
	const fields = optionalOf(operation);
	const create = operations.find(({ kind }) => kind === 'create');
	const update = operations.find(({ kind, value }) => kind === 'update' && value === 'update');
	const twin = operation === create ? update : operation === update ? create : undefined;
	const alone = operation.kind === 'create' ? PLACES.shared : PLACES.updateOnly;
	const kept = operation.kind === 'create' || operation.kind === 'update' ? alone : PLACES.other;
	const known = new Set(twin && optionalOf(twin).map((field) => JSON.stringify(field)));
	const shared = fields.filter((field) => known.has(JSON.stringify(field)));
	const rest = fields.filter((field) => !shared.includes(field));
	const restPlace = twin ? (operation === create ? PLACES.createOnly : PLACES.updateOnly) : kept;
	const sharesBody = twin?.acceptsBody === true && operation.acceptsBody;
	return [
		{ ...PLACES.shared, fields: shared, others: sharesBody },
		{ ...restPlace, fields: rest, others: operation.acceptsBody && !sharesBody },
	].filter((group) => group.fields.length > 0 || group.others);
}

const optionalOf = ({ queryFields, bodyFields }: Operation): Field[] =>
	[...queryFields, ...bodyFields].filter(({ required }) => !required);
