import type { IDataObject } from 'n8n-workflow';
import type { Connection } from '../../../pbx/connection';
import { exportTenant, USUAL_PARTS, type Exported } from '../setup/exportTenant';
import { isPart, kindOf } from '../setup/kinds';
import { exportText } from '../setup/report';
import { InputRefused } from '../values/inputRefused';
import { progressIn } from '../setup/progress';
import type { Special } from './special';

/** Parts in whatever way they are written: `Ring Groups` as well as `ring_groups`. */
function partsIn(given: unknown): string[] {
	const names = [given ?? []]
		.flat()
		.map((each) =>
			String(each)
				.trim()
				.toLowerCase()
				.replace(/[\s-]+/g, '_'),
		)
		.filter(Boolean);
	for (const name of names) {
		if (name === 'tenant' || (isPart(name) && !kindOf(name).within)) continue;
		throw new InputRefused(
			`"Include" names "${name}", which is no part of a tenant setup`,
			`The parts are ${[...USUAL_PARTS, 'dealers'].join(', ')}; phones come with their extensions.`,
		);
	}
	return names.length ? names : [...USUAL_PARTS];
}

/**
 * A tenant's own user sees neither the list of tenants nor what the trunks of the PBX are.
 *
 * @throws InputRefused
 */
export function refuseTenantUser({ login }: Connection): void {
	if (login.signInAs !== 'tenantUser') return;
	throw new InputRefused(
		'The account in the credential is a user of a tenant, and a tenant setup is made from outside',
		'Pick the credential of a system administrator or dealer.',
	);
}

/**
 * Reads a tenant into a document.
 *
 * @throws CallFailed
 */
export async function exportedTenant(
	connection: Connection,
	tenantId: string,
	parts: readonly string[],
	progress: (text: string) => void,
): Promise<Exported> {
	refuseTenantUser(connection);
	const { home, tenants } = connection;
	return await tenants.within(
		tenantId,
		async (inside) => await exportTenant({ home, inside, tenantId, parts, progress }),
	);
}

/** A tenant as a document. */
export const exportSetup: Special = {
	plan(plan) {
		partsIn(plan.body.include);
		return plan;
	},
	async run({ context, connection, call }) {
		const { tenant_id: tenantId, include, report } = call.body as IDataObject;
		const id = String(tenantId);
		const progress = progressIn(context, 'Export');
		const { document, records, secrets, notExpressed, leftOut } = await exportedTenant(
			connection,
			id,
			partsIn(include),
			progress,
		);
		if (report === 'summary') {
			const text = exportText({ document, records, secrets, notExpressed, leftOut });
			return [{ json: { tenant_id: id, records, text } }];
		}
		return [
			{
				json: {
					tenant_id: id,
					document,
					records,
					secretsLeftOut: secrets as unknown as IDataObject[],
					notExpressed: notExpressed as unknown as IDataObject[],
					partsLeftOut: leftOut,
				},
			},
		];
	},
};
