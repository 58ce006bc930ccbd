import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Reference } from '../api/types';
import { InputRefused } from '../execution/inputRefused';
import { Places } from '../execution/places';
import type { Client } from '../../../pbx/client';
import { RequestFailure } from '../../../pbx/failure';
import { PAGE, pageOf, readPage, type Page } from '../../../pbx/lists/paging';
import { DEFAULTS } from '../../../pbx/settings';
import { chosenTenant } from './chosenTenant';

/**
 * One page of the records that a locator offers. Search and paging run on the PBX, where the
 * operation will work: in the tenant that it acts in, if any.
 *
 * @param filter what the user typed
 * @param paginationToken the offset of the page as text
 * @throws NodeApiError, NodeOperationError: an empty list would say that there is nothing to pick
 */
export async function search(
	context: ILoadOptionsFunctions,
	reference: Reference,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const skip = Number(paginationToken ?? 0);
	const { rows, count } = await atPlace(context, reference, async (client) =>
		page(client, reference, filter, skip),
	).catch((error: unknown) => {
		throw listError(context, error);
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
}

/** Somebody waits in front of the editor. */
const SETTINGS = { ...DEFAULTS, tries: 3, timeout: 30_000 };

async function atPlace<T>(
	context: ILoadOptionsFunctions,
	reference: Reference,
	read: (client: Client) => Promise<T>,
): Promise<T> {
	const tenant = chosenTenant(context, reference);
	const places = new Places(context, SETTINGS);
	return await places
		.of(tenant)
		.then(async ({ client }) => await read(client))
		.finally(async () => await places.close());
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

function listError(context: ILoadOptionsFunctions, error: unknown): unknown {
	if (error instanceof InputRefused) {
		const { message, advice: description } = error;
		return new NodeOperationError(context.getNode(), message, { description });
	}
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
