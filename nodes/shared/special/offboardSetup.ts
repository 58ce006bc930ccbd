import type { IDataObject } from 'n8n-workflow';
import { CLOCK } from '../../../pbx/clock';
import { CallFailed } from '../../../pbx/failures';
import { readAll } from '../../../pbx/lists/readAll';
import type { Session } from '../../../pbx/session';
import { findOperation } from '../api';
import type { Operation } from '../api/types';
import { untilGone } from '../records/gone';
import { removeRecord } from '../records/remove';
import { write } from '../records/write';
import { USUAL_PARTS } from '../setup/exportTenant';
import { progressIn } from '../setup/progress';
import { exportedTenant } from './exportSetup';
import type { Special } from './special';

/** Rules hold numbers and trunks: while they are there, none of these is free. */
const RULES = [
	['inboundRule', '/inbound_rules', 'inbound rule'],
	['outboundRule', '/outbound_rules', 'outbound rule'],
] as const;

/** Something that is taken from the PBX. */
interface Removal {
	title: string;
	operation: Operation;
	ids: Readonly<Record<string, string>>;
	inside: boolean;
}

const operationOf = (resource: string, value: string): Operation =>
	findOperation(resource, value) as Operation;

async function removalsOf(inside: Session, tenantId: string): Promise<Removal[]> {
	const removals: Removal[] = [];
	for (const [resource, route, noun] of RULES) {
		for (const { id, name } of await readAll(inside, { route }, Infinity)) {
			const operation = operationOf(resource, 'delete');
			removals.push({
				title: `${noun} "${String(name)}"`,
				operation,
				ids: { id: String(id) },
				inside: true,
			});
		}
	}
	for (const { id, name, shared } of await readAll(inside, { route: '/providers' }, Infinity)) {
		if (shared !== true) continue;
		removals.push({
			title: `trunk "${String(name)}"`,
			operation: operationOf('trunk', 'removeFromTenant'),
			ids: { id: String(id), tenant_id: tenantId },
			inside: false,
		});
	}
	return removals;
}

/** A failure with the steps before it. */
function after(error: unknown, step: string, done: readonly string[]): unknown {
	if (!(error instanceof CallFailed)) return error;
	const { failure, open, seen } = error;
	const before = done.length ? `Done before: ${done.join('; ')}.` : 'Nothing was changed before.';
	const advice = `${before} Run it again to do the rest. ${failure.advice ?? ''}`.trim();
	return new CallFailed({ ...failure, message: `${step}: ${failure.message}`, advice }, open, seen);
}

/** Takes a customer off the PBX: exported first, every step told. */
export const offboardSetup: Special = {
	plan: (plan) => plan,
	async run({ context, connection, call, rehearsal }) {
		const body = call.body as IDataObject;
		const tenantId = String(body.tenant_id);
		const dryRun = rehearsal || body.dry_run !== false;
		const deletes = body.then === 'delete';
		const progress = progressIn(context, 'Offboard');
		const { document, secrets, notExpressed, leftOut } = await exportedTenant(
			connection,
			tenantId,
			USUAL_PARTS,
			progress,
		);
		const { domain } = document.tenant as IDataObject;
		const { home, tenants } = connection;
		const done: string[] = [];
		const doing = async (step: string, work: () => Promise<unknown>) => {
			progress(step);
			if (!dryRun) {
				await work().catch((error: unknown) => {
					throw after(error, step, done);
				});
			}
			done.push(step);
		};
		if (body.free_numbers !== false) {
			await tenants.within(tenantId, async (inside) => {
				for (const removal of await removalsOf(inside, tenantId)) {
					const session = removal.inside ? inside : home;
					const what = removal.inside ? 'delete' : 'take away';
					await doing(
						`${what} ${removal.title}`,
						async () => await removeRecord(session, removal.operation, removal.ids),
					);
				}
			});
		}
		let gone = true;
		if (deletes) {
			const operation = operationOf('tenant', 'delete');
			await doing(`delete tenant "${String(domain)}"`, async () => {
				const removal = await removeRecord(home, operation, { id: tenantId });
				const minutes = typeof body.wait_until_gone === 'number' ? body.wait_until_gone : 10;
				const stop = context.getExecutionCancelSignal();
				gone = await untilGone(home, removal, { minutes, clock: CLOCK, stop });
			});
		} else {
			const operation = operationOf('tenant', 'update');
			await doing(`disable tenant "${String(domain)}"`, async () => {
				const ids = { id: tenantId };
				const update = {
					method: 'POST',
					route: operation.path,
					ids,
					body: { enabled: false },
				} as const;
				await write(home, operation, update);
			});
		}
		const bytes = Buffer.from(`${JSON.stringify(document, null, '\t')}\n`);
		const file = await context.helpers.prepareBinaryData(
			bytes,
			`${String(domain)}.json`,
			'application/json',
		);
		return [
			{
				json: {
					tenant_id: tenantId,
					domain,
					...(dryRun ? { dryRun: true } : { [deletes ? 'deleted' : 'disabled']: true }),
					...(deletes && !dryRun ? { gone } : {}),
					steps: done,
					secretsLeftOut: secrets as unknown as IDataObject[],
					notExpressed: notExpressed as unknown as IDataObject[],
					partsLeftOut: leftOut,
				},
				binary: { [String(body.binary_field ?? 'data')]: file },
			},
		];
	},
};
