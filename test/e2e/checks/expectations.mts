import assert from 'node:assert/strict';
import type { Run } from '../lib/triggers.mts';
import type { Context } from './context.mts';

type Expectation = (
	context: Context,
	first: Run,
	again: (body?: unknown) => Promise<Run>,
) => Promise<void>;

const domains = ({ simulator }: Context) =>
	[...simulator.state.tenants.values()]
		.filter(({ deleted_at: deleted }) => deleted === undefined)
		.map(({ domain }) => String(domain));

/** What the examples of this project must have done, beyond having run without a failure. */
export const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
	async 'onboard-tenant.json'(context, { execution }) {
		assert.deepEqual(
			execution.items('Onboarded').map(({ customer }) => customer),
			['Acme Ltd', 'Birch GmbH', 'Dogwood Inc'],
		);
		const [failed, ...others] = execution.items('Not Onboarded');
		assert.deepEqual(others, []);
		// Its numbers belong to another customer.
		assert.equal(failed.customer, 'Cedar SARL');
		assert.match(failed.reason, /^Assign trunk to tenant/);
		assert.equal(domains(context).length, 5);
	},

	async 'nightly-onboarding.json'(context, first, again) {
		const reportOf = ({ execution }: Run) => execution.mustSucceed().items('Report')[0];
		const counts = ({ onboarded, completed, unchanged, failed }: Record<string, unknown>) => [
			...[onboarded, completed, unchanged, failed],
		];
		assert.deepEqual(counts(reportOf(first)), [3, 0, 0, 0]);
		assert.equal(domains(context).length, 4);
		assert.equal(first.execution.mode, 'trigger');

		// What a night left undone is made good, and nothing else is touched.
		const { state, switches } = context.simulator;
		const gone = [...state.assignments.keys()].at(-1) as string;
		state.assignments.delete(gone);
		assert.deepEqual(counts(reportOf(await again())), [0, 1, 2, 0]);
		assert.ok(state.assignments.has(gone));

		state.assignments.delete(gone);
		switches.failures = [{ path: 'assignees', method: 'POST', status: 409, times: 1 }];
		const third = reportOf(await again());
		assert.deepEqual(counts(third), [0, 0, 2, 1]);
		assert.match(third.lines[0], /^bayside\.example: failed, Assign trunk to tenant/);
	},

	async 'webhook-provisioning.json'(context, first, again) {
		const { state } = context.simulator;
		assert.equal(first.reply?.status, 201);
		const { tenantId, didNumbers } = first.reply.body;
		assert.equal(state.tenants.get(tenantId)?.domain, 'harbour.example');
		assert.equal(didNumbers, '4420700200-4420700219');

		const record = state.tenants.get(tenantId) ?? {};
		const { name, website, timezone, currency, region } = record;
		const posted = { name, website, timezone, currency, region, trunk: 'Sample SIP Trunk' };
		const post = async (body: object) => (await again(body)).reply;
		assert.deepEqual(await post({ ...posted, domain: 'harbour.example', didNumbers }), {
			status: 409,
			body: { status: 'refused', reason: 'A tenant with this domain exists', tenantId },
		});
		const incomplete = await post({ ...posted, domain: 'pier.example' });
		assert.deepEqual([incomplete?.status, incomplete?.body.missing], [400, ['didNumbers']]);

		const taken = await post({ ...posted, domain: 'pier.example', didNumbers });
		assert.equal(taken?.status, 422);
		assert.match(taken.body.reason, /^Assign trunk to tenant/);
		assert.ok(!domains(context).includes('pier.example'), 'the tenant is still there');

		const noTrunk = await post({ ...posted, domain: 'quay.example', didNumbers, trunk: 'Sample' });
		assert.deepEqual([noTrunk?.status, noTrunk?.body.status], [422, 'failed']);
		assert.match(noTrunk?.body.reason, /No trunk/i);
	},

	async 'tenant-report.json'(context, { execution }) {
		const rows = execution.items('Report');
		assert.equal(rows.length, context.simulator.state.tenants.size);
		const { domain, trunks, didNumbers, numberOfDids, maxExtensions } = rows[0];
		assert.deepEqual(
			{ domain, trunks, didNumbers, numberOfDids },
			{
				domain: 'sample.example',
				trunks: 'Sample SIP Trunk',
				didNumbers: '4420700000-4420700099',
				numberOfDids: 100,
			},
		);
		assert.equal(typeof maxExtensions, 'number');
		assert.ok(
			context.simulator.log.every(({ method, path }) => method === 'GET' || /\/auth\//.test(path)),
			'the report wrote something',
		);
	},

	async 'clone-tenant.json'(_, { execution }) {
		const [item] = execution.items('New Tenant');
		assert.equal(item.dryRun, true);
		assert.equal(item.domain, 'sample-two.example');
	},

	async 'drift-report.json'(_, { execution }) {
		const [item] = execution.items('Compare');
		assert.equal(item.differs, false);
	},

	async 'onboard-form.json'(context, { execution }) {
		assert.deepEqual(
			execution.items('Done').map(({ message }) => message),
			['Harbour Ltd is ready: harbour.example, numbers 4420700700-4420700709'],
		);
		assert.ok(domains(context).includes('harbour.example'));
	},

	async 'offboard-tenant.json'(context, { execution }) {
		assert.equal(execution.items('Offboard')[0].dryRun, true);
		assert.ok(domains(context).includes('sample.example'));
	},

	async 'missed-call.json'(_, { execution }) {
		const [{ text }] = execution.items('Message');
		assert.match(text, /^Missed call from 33123456 to 1001 .* tel:33123456$/);
	},

	async 'queue-sla.json'(_, { execution }) {
		const [{ text }] = execution.items('Message');
		assert.match(text, /^33123456 waits longer than 10 s in Support \(8000\)/);
	},

	async 'daily-call-report.json'(_, { execution }) {
		const [{ lines }] = execution.items('Report');
		assert.match(lines, /^Calls: \d+$/m);
	},

	async 'route-calls.json'(_, { reply }) {
		assert.deepEqual(reply, {
			status: 200,
			body: { status_code: 200, action: 'call', destination: '1001' },
		});
	},
};
