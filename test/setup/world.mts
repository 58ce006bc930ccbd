import type { IDataObject } from 'n8n-workflow';
import type { Connection } from '../../pbx/connection.ts';
import { applyTenant, type Applied, type ApplyJob } from '../../nodes/shared/setup/applyTenant.ts';
import { documentOf } from '../../nodes/shared/setup/document.ts';
import { exportTenant, USUAL_PARTS, type Exported } from '../../nodes/shared/setup/exportTenant.ts';
import type { State } from '../../simulator/state.mts';

/** Applies a document as the node does where nothing else is said. */
export const apply = async (
	connection: Connection,
	document: IDataObject,
	more: Partial<ApplyJob> = {},
): Promise<Applied> =>
	await applyTenant({
		connection,
		document: documentOf(document),
		timezone: 'Europe/London',
		dryRun: false,
		onFailure: 'auto',
		generates: true,
		sendsSecrets: false,
		stop: undefined,
		progress: () => undefined,
		...more,
	});

/** Exports all of a tenant. */
export const exportOf = async (connection: Connection, tenantId: string): Promise<Exported> =>
	await connection.tenants.within(
		tenantId,
		async (inside) =>
			await exportTenant({
				home: connection.home,
				inside,
				tenantId,
				parts: USUAL_PARTS,
				progress: () => undefined,
			}),
	);

/** How many records came to what. */
export function counts({ planned }: Applied): Record<string, number> {
	const result: Record<string, number> = {};
	for (const { became } of planned) result[became] = (result[became] ?? 0) + 1;
	return result;
}

const KEPT = [
	...['dealers', 'tenants', 'tenantDealers', 'users', 'providers', 'assignments', 'holidays'],
] as const;

/** All records that a PBX holds, as one value; sessions and what was only looked at left out. */
export const recordsOf = (state: State): unknown =>
	JSON.parse(
		JSON.stringify({
			...Object.fromEntries(KEPT.map((name) => [name, [...state[name as 'users']]])),
			resources: [...state.resources]
				.filter(([, table]) => table.size > 0)
				.map(([at, table]) => [at, [...table]])
				.sort(([one], [other]) => String(one).localeCompare(String(other))),
		}),
	);
