import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchMethod } from '../api/names';
import { references } from '../api/references';
import type { Reference } from '../api/types';
import { pickLists } from './pickLists';

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** The searches behind the locators: one for each reference, and those of the lists that are fixed. */
export const listSearch: Readonly<Record<string, Search>> = {
	...Object.fromEntries(
		Object.entries(references).map(([name, reference]) => [
			searchMethod(name),
			searchOf(reference),
		]),
	),
	...pickLists,
};

function searchOf(reference: Reference): Search {
	return async function (filter, paginationToken) {
		// Loaded with the first search: the table of all operations takes a while.
		const { search } = await import('./search');
		return await search(this, reference, filter, paginationToken);
	};
}
