import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { findRead } from '../api';
import type { Reference } from '../api/types';
import { Connection } from '../../../pbx/connection';
import { CallFailed } from '../../../pbx/failures';
import { PAGE, pageOf, readPage, type Page } from '../../../pbx/lists/paging';
import type { Session } from '../../../pbx/session';
import { DEFAULTS } from '../../../pbx/settings';
import { hostOf } from '../execution/host';
import { Finder } from '../execution/resolve';
import { needsTenant, tenantIdOf } from '../execution/tenants';
import { InputRefused } from '../values/inputRefused';
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
	const { rows, count } = await atPlace(context, reference, async (session) =>
		page(session, reference, filter, skip),
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

/** Reads with the session that the operation will have. */
async function atPlace<T>(
	context: ILoadOptionsFunctions,
	reference: Reference,
	read: (session: Session) => Promise<T>,
): Promise<T> {
	const tenant = chosenTenant(context, reference);
	const connection = await Connection.open(hostOf(context), SETTINGS);
	const needed = needsTenant(findRead(reference.path));
	const id = await tenantIdOf(tenant, needed, connection, new Finder(connection.home));
	return await (id === undefined ? read(connection.home) : connection.tenants.within(id, read));
}

/** A list that cannot be searched is read whole, and searched here. */
async function page(
	session: Session,
	reference: Reference,
	filter: string | undefined,
	skip: number,
): Promise<Page> {
	const { path } = reference;
	if (!reference.whole)
		return await readPage(
			session,
			{ route: path, query: filter ? { search: filter } : {} },
			skip,
			PAGE,
		);
	const { rows } = pageOf((await session.send({ method: 'GET', route: path })).body);
	const wanted = (filter ?? '').toLowerCase();
	const found = rows.filter((row) => labelOf(reference, row).toLowerCase().includes(wanted));
	return { rows: found, count: found.length };
}

function listError(context: ILoadOptionsFunctions, error: unknown): unknown {
	if (error instanceof InputRefused) {
		const { message, advice: description } = error;
		return new NodeOperationError(context.getNode(), message, { description });
	}
	if (!(error instanceof CallFailed)) return error;
	const { message, advice } = error.failure;
	return new NodeApiError(context.getNode(), { message }, { message, description: advice });
}

/** `Acme Ltd (sip.acme.example)`; the id where a record has no name. */
function labelOf({ label }: Reference, row: IDataObject): string {
	const [first, ...others] = label.map((name) => row[name]).filter((part) => part || part === 0);
	if (first === undefined) return String(row.id);
	return others.length ? `${String(first)} (${others.map(String).join(', ')})` : String(first);
}
