import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { searchMethod } from '../api/names';
import { references } from '../api/references';
import type { Reference } from '../api/types';
import { connect, type Client } from '../transport/client';
import { RequestFailure } from '../transport/failure';
import { PAGE, pageOf, readPage, type Page } from '../transport/paging';

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** The searches behind the locators: one for each reference. */
export const listSearch: Readonly<Record<string, Search>> = Object.fromEntries(
	Object.entries(references).map(([name, reference]) => [searchMethod(name), searchOf(reference)]),
);

/** Search and paging run on the PBX; the page token is the offset of the next page as text. */
function searchOf(reference: Reference): Search {
	return async function (filter, paginationToken) {
		const skip = Number(paginationToken ?? 0);
		const { rows, count } = await connect(this)
			.then(async (client) => await page(client, reference, filter, skip))
			.catch((error: unknown) => {
				throw listError(this, error);
			});
		const next = skip + rows.length;
		const more = count === undefined ? rows.length === PAGE : next < count && rows.length > 0;
		return {
			results: rows.map((row) => ({
				name: labelOf(reference, row),
				value: String(row[reference.value ?? 'id']),
			})),
			...(more ? { paginationToken: String(next) } : {}),
		};
	};
}

/** A list that cannot be searched is read whole, and searched here. */
async function page(
	client: Client,
	reference: Reference,
	filter: string | undefined,
	skip: number,
): Promise<Page> {
	const { path } = reference;
	if (!reference.whole)
		return await readPage(client, path, filter ? { search: filter } : {}, skip, PAGE);
	const { rows } = pageOf((await client.send({ method: 'GET', path })).body);
	const wanted = (filter ?? '').toLowerCase();
	const found = rows.filter((row) => labelOf(reference, row).toLowerCase().includes(wanted));
	return { rows: found, count: found.length };
}

/** A failure is shown: an empty list would say that there is nothing to pick. */
function listError(context: ILoadOptionsFunctions, error: unknown): unknown {
	if (!(error instanceof RequestFailure)) return error;
	const { message, advice } = error.failure;
	return new NodeApiError(context.getNode(), { message }, { message, description: advice });
}

/** `Acme Ltd (sip.acme.example)`; the id where a record has no name. */
function labelOf({ label }: Reference, row: IDataObject): string {
	const [first, ...others] = label.map((name) => row[name]).filter((part) => part || part === 0);
	if (first === undefined) return String(row.id);
	return others.length ? `${String(first)} (${others.map(String).join(', ')})` : String(first);
}
