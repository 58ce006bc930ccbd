import type { INodeProperties } from 'n8n-workflow';
import type { Operation, Resource } from '../api/types';
import { collectionsOf } from '../parameters/collections';
import { byLabel, propertyOf } from './fields';
import { otherFields } from './standard';

/** The collections of optional fields that an operation shows. */
export const collectionProperties = (resource: Resource, operation: Operation): INodeProperties[] =>
	collectionsOf(resource, operation).map(({ name, title, add, fields, others }) => {
		const known = fields.map((field) => propertyOf(field));
		const options = byLabel(others ? [...known, otherFields()] : known);
		return { displayName: title, name, type: 'collection', placeholder: add, default: {}, options };
	});
