import type { IDataObject } from 'n8n-workflow';
import type { Connection } from '../../../pbx/connection';
import { readAll } from '../../../pbx/lists/readAll';
import { difference, intersection, sizeOf, union, type NumberSet } from '../numbers/numberSet';
import { numbersIn, poolOf } from '../numbers/pool';
import { assignmentsOn, poolIn } from '../pools/assignment';
import { freeIn, takenIn, trunkPool } from '../pools/trunkPool';
import { shownUses, usesOf, type Depth, type Uses } from '../pools/uses';
import { boundsIn, refuseBackwards, shownFree, shownNumbers, tenantNames, wantedIn } from './did';
import type { Special } from './special';

/** Tenants that are entered at the same time: each has a session of its own. */
const AT_A_TIME = 5;

/** What uses numbers of tenants, a few tenants at a time. */
async function usesIn(
	{ tenants }: Connection,
	numbers: ReadonlyArray<readonly [tenant: string, numbers: NumberSet]>,
	depth: Depth,
): Promise<Map<string, Uses>> {
	const found = new Map<string, Uses>();
	let next = 0;
	const worker = async () => {
		while (next < numbers.length) {
			const [tenant, own] = numbers[next++];
			found.set(
				tenant,
				await tenants.within(tenant, async (inside) => await usesOf(inside, own, depth)),
			);
		}
	};
	await Promise.all(Array.from({ length: AT_A_TIME }, worker));
	return found;
}

const shown = (uses: Uses | undefined, all: NumberSet): IDataObject => {
	if (!uses) return {};
	const used = uses.found.reduce<NumberSet>((sum, { numbers }) => union(sum, numbers), []);
	return {
		used_by: shownUses(uses.found),
		unused: poolOf(difference(all, used)),
		...(uses.notSeen.length ? { not_seen: uses.notSeen } : {}),
	};
};

/** Which numbers of a trunk each tenant has, what uses them, and which are free. */
export const didUsage: Special = {
	plan: (plan) => plan,
	async run({ connection, session, plan, call }) {
		const trunk = call.ids?.id ?? '';
		const [pool, names] = await Promise.all([trunkPool(session, trunk), tenantNames(session)]);
		const known = numbersIn(pool.pool);
		const free = known.length ? freeIn(pool, {}) : undefined;
		const whole: IDataObject = {
			trunk_id: trunk,
			trunk_name: pool.name,
			trunk_numbers: pool.pool,
			assigned_count: String(sizeOf(takenIn(pool))),
			...(free ? { free: poolOf(free), free_count: String(sizeOf(free)) } : {}),
		};
		const owned = [...pool.assignments].map(
			([tenant, row]) => [tenant, numbersIn(poolIn(row))] as const,
		);
		const depth = plan.own.look_into_tenants;
		const looks = depth === 'incoming' || depth === 'all';
		const uses = looks ? await usesIn(connection, owned, depth) : undefined;
		const rows = owned.map(([tenant, own]) => ({
			tenant_id: tenant,
			...names.get(tenant),
			did_numbers: poolIn(pool.assignments.get(tenant)),
			count: String(sizeOf(own)),
			...shown(uses?.get(tenant), own),
			...whole,
		}));
		return (rows.length ? rows : [whole]).map((json) => ({ json: json as IDataObject }));
	},
};

/** The next numbers of a trunk that no tenant has. */
export const didFree: Special = {
	plan(plan) {
		refuseBackwards(plan.operation, plan.body);
		return plan;
	},
	async run({ session, plan, call }) {
		const trunk = call.ids?.id ?? '';
		const pool = await trunkPool(session, trunk);
		const free = freeIn(pool, boundsIn(plan.body));
		const json = {
			trunk_id: trunk,
			trunk_name: pool.name,
			...shownFree(free, wantedIn(plan.body)),
		};
		return [{ json }];
	},
};

/** The trunk and the tenant that have a number, and what uses it. */
export const didOwner: Special = {
	plan: (plan) => plan,
	async run({ connection, session, plan }) {
		const asked = numbersIn(String(plan.body.did_numbers));
		const trunks = await readAll(session, { route: '/providers' }, Infinity);
		const names = await tenantNames(session);
		const items: IDataObject[] = [];
		let found: NumberSet = [];
		for (const trunk of trunks) {
			const id = String(trunk.id);
			const about = { found: true, trunk_id: id, trunk_name: String(trunk.name ?? '') };
			let taken: NumberSet = [];
			for (const row of await assignmentsOn(session, id)) {
				const own = intersection(asked, numbersIn(poolIn(row)));
				if (!own.length) continue;
				const tenant = String(row.tenant_id);
				const uses = await usesIn(connection, [[tenant, own]], 'all');
				taken = union(taken, own);
				items.push({
					...shownNumbers(own),
					...about,
					tenant_id: tenant,
					...names.get(tenant),
					free: false,
					...shown(uses.get(tenant), own),
				});
			}
			const open = difference(intersection(asked, numbersIn(poolIn(trunk))), taken);
			if (open.length) items.push({ ...shownNumbers(open), ...about, free: true });
			found = union(found, union(taken, open));
		}
		const nobodys = difference(asked, found);
		if (nobodys.length) items.push({ ...shownNumbers(nobodys), found: false });
		return items.map((json) => ({ json }));
	},
};
