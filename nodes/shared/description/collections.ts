import type { INodeProperties } from 'n8n-workflow';
import type { Operation, Resource } from '../api/types';
import { collectionOf } from '../parameters/collections';
import { byLabel, propertyOf } from './fields';
import { otherFields } from './standard';

/** The collection of optional fields that an operation shows, if any. */
export function collectionProperties(resource: Resource, operation: Operation): INodeProperties[] {
	const collection = collectionOf(resource, operation);
	if (!collection) return [];
	const { name, title, add, fields, others } = collection;
	const known = fields.map((field) => propertyOf(field));
	const options = byLabel(others ? [...known, otherFields()] : known);
	return [{ displayName: title, name, type: 'collection', placeholder: add, default: {}, options }];
}
