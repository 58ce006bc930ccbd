import type { INodeProperties } from 'n8n-workflow';
import type { Upsert } from '../api/types';
import { collectionTitle } from '../parameters/collections';
import { matchBy, UPSERT_OPTIONS, upsertOptions } from '../parameters/upsert';
import { byLabel, labelled, propertyOf } from './fields';

/** By what records are recognised. */
export const matchByProperty = (upsert: Upsert): INodeProperties => ({
	...propertyOf(matchBy(upsert)),
	noDataExpression: true,
});

/** The options of the node itself. */
export const upsertCollection = (upsert: Upsert): INodeProperties => ({
	...labelled(collectionTitle(UPSERT_OPTIONS), UPSERT_OPTIONS),
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: byLabel(upsertOptions(upsert).map((field) => propertyOf(field))),
});
