import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Connection } from '../../../pbx/connection';
import type { Plan } from '../plan/plan';
import { applyTenant, type Applied, type ApplyJob } from '../setup/applyTenant';
import { documentOf, domainOf } from '../setup/document';
import { namedIn } from '../setup/named';
import { progressIn } from '../setup/progress';
import { countsOf, linesOf, textOf } from '../setup/report';
import { stepsOf } from '../setup/steps';
import { refuseTenantUser } from './exportSetup';
import type { Special } from './special';

/** How many records may be removed where the document does not have them. */
const removesIn = ({ remove_others: wanted, remove_at_most: most }: IDataObject) =>
	wanted === true ? { removes: typeof most === 'number' ? most : MOST_REMOVED } : {};

const MOST_REMOVED = 10;

/** How many records that cannot be an item tells in full; the text has a line for more of them. */
const MOST_IMPOSSIBLE = 3;

/** What runs a document against the PBX. */
export interface SetupRun {
	context: IExecuteFunctions;
	connection: Connection;
	plan: Plan;
	/** Those of all items of the run. */
	plans: readonly Plan[];
	/** The document, as it was given or made. */
	document: unknown;
	dryRun: boolean;
}

/**
 * Applies a document, or says what that would do.
 *
 * @throws InputRefused, CallFailed
 */
export async function applied({
	context,
	connection,
	plan,
	plans,
	document,
	dryRun,
}: SetupRun): Promise<Applied> {
	refuseTenantUser(connection);
	const { body, secrets } = plan;
	const read = documentOf(document);
	const onFailure = body.on_failure as ApplyJob['onFailure'] | undefined;
	return await applyTenant({
		connection,
		document: read,
		timezone: context.getTimezone(),
		dryRun,
		onFailure: onFailure ?? 'auto',
		generates: body.generate_passwords !== false,
		sendsSecrets: body.send_passwords === 'always',
		reserved: namedIn(plans),
		...removesIn(body),
		stop: context.getExecutionCancelSignal(),
		progress: progressIn(context, String(read.tenant.domain)),
		secrets,
	});
}

/** The items of a run, as the user wants them. */
function itemsOf(
	applied: Applied,
	{ report, return_passwords: returns }: Readonly<IDataObject>,
	dryRun: boolean,
): INodeExecutionData[] {
	const lines = linesOf(applied, returns === true);
	const { tenantId } = applied;
	const common = {
		...(tenantId === undefined ? {} : { tenant_id: tenantId }),
		...(dryRun ? { dryRun: true } : {}),
	};
	if (report !== 'summary') return lines.map((line) => ({ json: { ...line, ...common } }));
	const counts = countsOf(lines);
	const impossible = lines.filter(({ operation }) => operation === 'cannot');
	return [
		{
			json: {
				...common,
				counts,
				differs: lines.some(({ operation }) => operation !== 'unchanged'),
				text: textOf(applied, lines),
				...(impossible.length ? { cannot: impossible.slice(0, MOST_IMPOSSIBLE) } : {}),
			},
		},
	];
}

/** The document is checked before anything is sent; items for one tenant go one after the other. */
const checkedDocument = (plan: Plan): Plan => {
	const document = documentOf(plan.body.document);
	stepsOf(document, 'UTC');
	const domain = encodeURIComponent(domainOf(document));
	return { ...plan, ...(plan.reads ? {} : { changes: `/tenants/${domain}` }) };
};

/** Makes the PBX hold a document. */
export const applySetup: Special = {
	plan: checkedDocument,
	async run({ context, connection, plan, plans, rehearsal }) {
		const { body } = plan;
		const dryRun = rehearsal || body.dry_run === true;
		const { document } = body;
		const result = await applied({ context, connection, plan, plans, document, dryRun });
		return itemsOf(result, body, dryRun);
	},
};

/** Says what applying a document would do. */
export const compareSetup: Special = {
	plan: checkedDocument,
	async run({ context, connection, plan, plans }) {
		const { body } = plan;
		const { document } = body;
		const result = await applied({ context, connection, plan, plans, document, dryRun: true });
		return itemsOf(result, body, false);
	},
};
