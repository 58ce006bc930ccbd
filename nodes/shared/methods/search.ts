import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { findRead } from '../api';
import { listsOf } from '../api/references';
import type { Reference } from '../api/types';
import { Connection } from '../../../pbx/connection';
import { PAGE, pageOf, readPage, type Page } from '../../../pbx/lists/paging';
import type { Session } from '../../../pbx/session';
import { WAITED_FOR } from '../../../pbx/settings';
import { hostOf } from '../execution/host';
import { plainError } from '../execution/plainError';
import { Finder } from '../execution/resolve';
import { needsTenant, tenantIdOf } from '../execution/tenants';
import { InputRefused } from '../values/inputRefused';
import { labelOf as fieldLabel } from '../values/label';
import { chosenTenant, tenantField } from './chosenTenant';

/**
 * One page of the records that a locator offers. Search and paging run on the PBX, where the
 * operation will work: in the tenant that it acts in, if any.
 *
 * @param filter what the user typed
 * @param paginationToken the offsets of the page as text, one for each list
 * @throws NodeApiError, NodeOperationError: an empty list would say that there is nothing to pick
 */
export async function search(
	context: ILoadOptionsFunctions,
	reference: Reference,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const lists = listsOf(reference);
	const skips = (paginationToken ?? lists.map(() => 0).join()).split(',').map(Number);
	const pages = await atPlace(context, reference, async (session) =>
		Promise.all(
			lists.map(async (list, at) =>
				skips[at] === ENDED ? NOTHING : await page(session, list, filter, skips[at]),
			),
		),
	).catch((error: unknown) => {
		throw plainError(context.getNode(), error);
	});
	const next = pages.map((each, at) => nextSkip(each, skips[at]));
	return {
		results: pages.flatMap(({ rows }, at) =>
			rows.map((row) => ({
				name: labelOf(lists[at], row, lists.length > 1),
				value: String(row[reference.value ?? 'id']),
			})),
		),
		...(next.some((skip) => skip !== ENDED) ? { paginationToken: next.join() } : {}),
	};
}

/** In place of an offset: there is nothing more in this list. */
const ENDED = -1;
const NOTHING: Page = { rows: [], count: 0 };

function nextSkip({ rows, count }: Page, skip: number): number {
	if (skip === ENDED) return ENDED;
	const next = skip + rows.length;
	const more = count === undefined ? rows.length === PAGE : next < count && rows.length > 0;
	return more ? next : ENDED;
}

/** Reads with the session that the operation will have. */
async function atPlace<T>(
	context: ILoadOptionsFunctions,
	reference: Reference,
	read: (session: Session) => Promise<T>,
): Promise<T> {
	const tenant = chosenTenant(context, reference);
	const connection = await Connection.open(hostOf(context), WAITED_FOR);
	const needed = needsTenant(findRead(reference.path));
	const label = fieldLabel(tenantField(context));
	const id = await tenantIdOf(tenant, needed, connection, new Finder(connection.home), label);
	if (id === undefined && reference.tenantOnly && connection.login.signInAs !== 'tenantUser') {
		throw new InputRefused(
			`A ${reference.title.toLowerCase()} belongs to a tenant here, and Act in Tenant is empty`,
			'Choose the tenant in Act in Tenant first. What this account has of its own does not apply.',
		);
	}
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

/**
 * `Acme Ltd (sip.acme.example)`; the id where a record has no name.
 *
 * @param mixed records of several kinds stand side by side
 */
function labelOf({ label, title }: Reference, row: IDataObject, mixed = false): string {
	const parts = label.map((name) => row[name]).filter((part) => part || part === 0);
	const [first, ...others] = mixed ? [...parts, title] : parts;
	if (first === undefined) return String(row.id);
	return others.length ? `${String(first)} (${others.map(String).join(', ')})` : String(first);
}
