import type { INodeProperties } from 'n8n-workflow';
import type { Field, Operation, Resource } from '../api/types';
import { byLabel, propertyOf } from './fields';
import { otherFields } from './standard';

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

/** The optional fields of an operation, collection by collection; empty ones are left out. */
export function collectionsOf(
	resource: Pick<Resource, 'operations'>,
	operation: Operation,
): Array<{ name: string; fields: readonly Field[]; others: boolean }> {
	return grouped(resource, operation).map(({ place, fields, others }) => ({
		name: place.name,
		fields,
		others,
	}));
}

/** The same as properties of the editor. */
export const collectionProperties = (resource: Resource, operation: Operation): INodeProperties[] =>
	grouped(resource, operation).map(({ place, fields, others }) => {
		const { name, title, add } = place;
		const known = fields.map((field) => propertyOf(field));
		const options = byLabel(others ? [...known, otherFields()] : known);
		return { displayName: title, name, type: 'collection', placeholder: add, default: {}, options };
	});

interface Group {
	place: Place;
	fields: Field[];
	/** Holds Other Fields (JSON), too. */
	others: boolean;
}

function grouped({ operations }: Pick<Resource, 'operations'>, operation: Operation): Group[] {
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
		{ place: PLACES.shared, fields: shared, others: sharesBody },
		{ place: restPlace, fields: rest, others: operation.acceptsBody && !sharesBody },
	].filter((group) => group.fields.length > 0 || group.others);
}

const optionalOf = ({ queryFields, bodyFields }: Operation): Field[] =>
	[...queryFields, ...bodyFields].filter(({ required }) => !required);
