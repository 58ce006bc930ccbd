import type { IDataObject } from 'n8n-workflow';
import { readAll } from '../../../pbx/lists/readAll';
import { isHidden } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import type { Field, Operation } from '../api/types';
import { firstFree, listed, type FreeWanted } from '../numbers/free';
import { sizeOf, type NumberSet } from '../numbers/numberSet';
import { poolOf } from '../numbers/pool';
import type { Bounds } from '../pools/trunkPool';
import { refused } from '../values/inputRefused';

/** Which free numbers an item asks for. */
export const wantedIn = (body: Readonly<IDataObject>): FreeWanted => ({
	count: BigInt(Number(body.count)),
	inRow: body.in_row === true,
});

/** Between which numbers. */
export const boundsIn = ({ from, to }: Readonly<IDataObject>): Bounds => ({
	...(from === undefined ? {} : { from: String(from) }),
	...(to === undefined ? {} : { to: String(to) }),
});

/** @throws InputRefused where no number can be between them */
export function refuseBackwards({ bodyFields }: Operation, body: Readonly<IDataObject>): void {
	const { from, to } = boundsIn(body);
	const field = bodyFields.find(({ name }) => name === 'to') as Field;
	if (from === undefined || to === undefined || BigInt(from) <= BigInt(to)) return;
	throw refused('didBackwards', field, to, `it is below ${from}, the From Number`, {
		advice: 'Put the lower number first.',
	});
}

/** Numbers as an item shows them: as a pool, and one by one where they are few enough to read. */
export const shownNumbers = (numbers: NumberSet): IDataObject => ({
	did_numbers: poolOf(numbers),
	count: String(sizeOf(numbers)),
	...(sizeOf(numbers) <= MOST_LISTED ? { numbers: listed(numbers) } : {}),
});

const MOST_LISTED = 1000n;

/** The first free numbers with how many there are in all. */
export function shownFree(free: NumberSet, wanted: FreeWanted): IDataObject {
	const first = firstFree(free, wanted);
	return {
		enough: first !== undefined,
		...shownNumbers(first ?? []),
		free_count: String(sizeOf(free)),
		free: poolOf(free),
	};
}

/** Tenants by id, as people know them. An account that must not list them sees ids. */
export async function tenantNames(session: Session): Promise<Map<string, IDataObject>> {
	const rows = await readAll(session, { route: '/tenants' }, Infinity).catch((error: unknown) => {
		if (isHidden(error)) return [];
		throw error;
	});
	return new Map(
		rows.map(({ id, name, domain }) => [
			String(id),
			{ tenant_name: name ?? null, tenant_domain: domain ?? null },
		]),
	);
}
