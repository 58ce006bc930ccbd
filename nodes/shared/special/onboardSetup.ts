import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Plan } from '../plan/plan';
import { oneAtATime } from '../pools/oneAtATime';
import { recordsWith } from '../records/find';
import { namedIn } from '../setup/named';
import { onboarding, type Customer } from '../setup/onboard';
import { countsOf, linesOf, textOf } from '../setup/report';
import { stepsOf } from '../setup/steps';
import { documentOf, domainOf } from '../setup/document';
import { isRecord } from '../values/isRecord';
import { numbersFor, refuseOtherCustomer, trunkName } from './onboardLookups';
import { applied } from './applySetup';
import { refuseTenantUser } from './exportSetup';
import type { Special } from './special';

/** What was filled in, as the document needs it. */
function customerOf(body: Readonly<IDataObject>, trunk: string | undefined): Customer {
	const { customer, domain, timezone, region, currency, website, dealer_id: dealer } = body;
	const {
		did_numbers: numbers,
		how_many: count,
		channels,
		administrator,
		extensions,
		template,
	} = body;
	return {
		tenant: {
			name: customer,
			...{ domain, timezone, region, currency, website },
			...(dealer === undefined ? {} : { dealer_id: dealer }),
		},
		...(trunk === undefined ? {} : { trunk }),
		...(numbers === undefined ? {} : { numbers: String(numbers) }),
		...(typeof count === 'number' ? { count } : {}),
		...(typeof channels === 'number' ? { channels } : {}),
		...(isRecord(administrator) ? { administrator } : {}),
		...(Array.isArray(extensions) ? { extensions } : {}),
		...(template === undefined ? {} : { template }),
	};
}

/** What an extension is given to sign in with. */
const SECRETS = ['password', 'extension_password', 'voicemail_pin'];

/** The first ones of a list, and how many more there are. */
const few = (list: readonly string[]): string[] => {
	const more = list.length - FEW;
	return [...list.slice(0, FEW), ...(more > 0 ? [`and ${more} more`] : [])];
};

const FEW = 5;

/** Creates a customer from fields, and gives one item with what a welcome mail needs. */
export const onboardSetup: Special = {
	plan(plan: Plan): Plan {
		const { body } = plan;
		// With a name in place of the trunk's own: it is looked up later.
		const trunk = body.trunk_id === undefined ? undefined : '?';
		stepsOf(documentOf(onboarding(customerOf(body, trunk)).document), 'UTC');
		return {
			...plan,
			changes: `/tenants/${encodeURIComponent(domainOf({ tenant: body }))}`,
		};
	},
	async run(job) {
		const { how_many: count, trunk_id: trunkId } = job.call.body as IDataObject;
		if (typeof count !== 'number') return await onboarded(job);
		// Until the numbers are the customer's, nobody else may choose among them.
		const trunk = `onboard ${job.connection.login.baseUrl} ${String(trunkId)}`;
		return await oneAtATime(trunk, async () => await onboarded(job));
	},
};

async function onboarded({
	context,
	connection,
	plan,
	plans,
	call,
	rehearsal,
}: Parameters<Special['run']>[0]): Promise<INodeExecutionData[]> {
	refuseTenantUser(connection);
	const given = call.body as IDataObject;
	const domain = domainOf({ tenant: given });
	const [there] = await recordsWith(connection.home, { route: '/tenants' }, ['domain'], domain);
	refuseOtherCustomer(plan, plans, there);
	const trunk = await trunkName(connection.home, given.trunk_id);
	const body: IDataObject = { ...given };
	if (given.how_many !== undefined) {
		body.did_numbers = await numbersFor(connection.home, given, there, namedIn(plans));
		delete body.how_many;
	}
	const { document, leftOut, devices } = onboarding(customerOf(body, trunk));
	const dryRun = rehearsal || body.dry_run === true;
	const result = await applied({ context, connection, plan, plans, document, dryRun });
	const lines = linesOf(result, body.return_passwords === true);
	const steps = new Map(result.planned.map(({ step }) => [`${step.kind.part} ${step.name}`, step]));
	const people = lines
		.filter(({ part }) => part === 'extensions')
		.map((line) => {
			const { name, email, display_name, role } =
				steps.get(`${line.part} ${line.record}`)?.body ?? {};
			const secrets = SECRETS.flatMap((each) =>
				line[each] === undefined ? [] : [[each, line[each]] as const],
			);
			return {
				id: line.id,
				operation: line.operation,
				extension_number: line.record,
				...{ name, email, display_name, role },
				...Object.fromEntries(secrets),
			};
		});
	const { tenantId } = result;
	const isShort = body.report === 'summary';
	const told = (list: readonly string[]) => (isShort ? few(list) : list);
	return [
		{
			json: {
				...(tenantId === undefined ? {} : { tenant_id: tenantId }),
				customer: body.customer,
				domain: body.domain,
				...(dryRun ? { dryRun: true } : {}),
				...(trunk === undefined ? {} : { trunk }),
				...(body.did_numbers === undefined ? {} : { did_numbers: body.did_numbers }),
				...(isShort ? {} : { extensions: people as IDataObject[] }),
				counts: countsOf(lines),
				...(leftOut.length ? { rulesLeftOut: told(leftOut) } : {}),
				...(devices.length ? { devicesLeftOut: told(devices) } : {}),
				text: textOf(result, lines),
			},
		},
	];
}
