import type { IHookFunctions } from 'n8n-workflow';
import { GROUPS, groupsOf, type Group } from '../../pbx/events/names';
import { CallFailed, isAway, type Failure } from '../../pbx/failures';
import { plainError } from '../shared/execution/plainError';
import { InputRefused } from '../shared/values/inputRefused';
import { refuseAddress } from './address';
import {
	forgetInProcess,
	inThisProcess,
	registrationIn,
	remember,
	rememberInProcess,
	type Registration,
} from './kept';
import { parametersOf, tenantOf, type Parameters } from './parameters';
import { refuseHolders } from './refusals';
import { newSecret } from './secret';
import { holderOf, isSet, restored, shownSecret, type Setting, type Settings } from './settings';
import { TenantWebhooks } from './webhooks';

/**
 * Whether the node is registered as it should be. n8n asks at every start, in each of its main
 * processes. A PBX that is away then has lost nothing as far as one can know: events go on to be
 * taken, instead of being answered with "not found" until somebody publishes the workflow again.
 *
 * @throws NodeApiError, NodeOperationError
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	return await told(context, async () => {
		const kept = registrationIn(context);
		const { triggerOn, tenant, basic } = parametersOf(context);
		const groups = groupsOf(triggerOn);
		const asKept =
			kept?.url === urlOf(context) &&
			(kept.secret.auth === 'BASIC') === basic &&
			groups.join() === GROUPS.filter((group) => kept.before[group]).join();
		if (!asKept) return false;
		const looked = await lookAt(context, tenant);
		if (!looked) return true;
		const { webhooks, settings } = looked;
		const isSame = kept.tenant === webhooks.tenant && kept.baseUrl === webhooks.baseUrl;
		return isSame && groups.every((group) => isSet(settings[group], wantedFor(kept)));
	});
}

/** @returns undefined where the PBX is away */
async function lookAt(context: IHookFunctions, tenant: Parameters['tenant']) {
	const look = async () => {
		const webhooks = await TenantWebhooks.open(context, tenant);
		return { webhooks, settings: await webhooks.read() };
	};
	return await look().catch((error: unknown) => {
		if (!(error instanceof CallFailed) || !isGone(error.failure)) throw error;
		context.logger.warn(
			`PortSIP PBX Trigger: ${error.message}. Events are taken as they were registered before; whether they still are could not be looked up.`,
		);
		return undefined;
	});
}

/** Nothing answers there, whether it was asked for a session or for the tenant. */
const isGone = (failure: Failure): boolean =>
	isAway(failure) || (failure.kind === 'signIn' && failure.outlook === 'passing');

/**
 * Enters the node in the webhook settings of the tenant.
 *
 * @throws NodeApiError, NodeOperationError; nothing is written then
 */
export async function register(context: IHookFunctions): Promise<boolean> {
	return await told(context, async () => {
		const url = urlOf(context);
		const parameters = parametersOf(context);
		refuseAddress(url, parameters);
		// What could not be taken back the last time, or was changed by others meanwhile.
		const old = registrationIn(context);
		if (old) await takeBack(context, old);
		const webhooks = await TenantWebhooks.open(context, parameters.tenant);
		const settings = await webhooks.read();
		const groups = groupsOf(parameters.triggerOn);
		refuseHolders(groups, settings, url, {
			...parameters,
			isTest: context.getMode() === 'manual',
		});
		const registration: Registration = {
			url,
			baseUrl: webhooks.baseUrl,
			tenant: webhooks.tenant,
			secret: newSecret(parameters.basic),
			before: before(groups, settings, url, webhooks),
		};
		rememberInProcess(registration);
		await webhooks.write(
			Object.fromEntries(groups.map((group) => [group, wantedFor(registration)])),
		);
		remember(context, settled(registration, groups, await webhooks.read()));
		return true;
	});
}

const wantedFor = ({ url, secret }: Registration): Setting => ({ enabled: true, ...secret, url });

/** What is to be put back; where the node itself stands there, what stood there before it. */
function before(
	groups: readonly Group[],
	settings: Record<Group, Setting>,
	url: string,
	{ baseUrl, tenant }: TenantWebhooks,
): Settings {
	return Object.fromEntries(
		groups.map((group) => {
			const setting = settings[group];
			const holder = holderOf(setting, url);
			if (holder !== 'this' && holder !== 'twin') return [group, setting];
			const own = inThisProcess({ baseUrl, tenant, url: String(setting.url) });
			return [group, own?.before[group] ?? {}];
		}),
	);
}

/**
 * What was registered in the end. Another main process of n8n may have entered the same address at
 * the same time: then its secret counts for both.
 *
 * @throws InputRefused where somebody else has come first
 */
function settled(
	registration: Registration,
	groups: readonly Group[],
	settings: Record<Group, Setting>,
): Registration {
	const [first] = groups.map((group) => settings[group]);
	const result = { ...registration, secret: shownSecret(first, registration.secret) };
	if (groups.every((group) => isSet(settings[group], wantedFor(result)))) return result;
	throw new InputRefused(
		'The PBX took the webhook settings, but does not show them: somebody else changes them at the same time, or this PBX keeps them in another way',
		'Try again; look at the webhooks in the settings of the tenant.',
	);
}

/**
 * Takes the registration back: what stood in the webhooks before is put back, and what others have
 * entered meanwhile stays. It fails in silence but for the log, since n8n would not go on to take
 * its own address down.
 *
 * @returns whether it went well
 */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	const kept = registrationIn(context);
	return await (kept ? takeBack(context, kept) : takeBackUnknown(context)).then(
		() => true,
		(error: unknown) => {
			const { message } = error instanceof Error ? error : new Error(String(error));
			context.logger.warn(`PortSIP PBX Trigger could not be taken out of the PBX: ${message}`);
			return false;
		},
	);
}

async function takeBack(context: IHookFunctions, kept: Registration): Promise<void> {
	const webhooks = await TenantWebhooks.open(context, kept.tenant || undefined);
	if (webhooks.baseUrl !== kept.baseUrl) {
		throw new InputRefused(`the credential now leads to another PBX than ${kept.baseUrl}`);
	}
	await putBack(webhooks, kept);
	remember(context, undefined);
}

/** n8n takes back what may never have been registered, or what it has not saved. */
async function takeBackUnknown(context: IHookFunctions): Promise<void> {
	const webhooks = await TenantWebhooks.open(context, tenantOf(context));
	const { baseUrl, tenant } = webhooks;
	const place = { baseUrl, tenant, url: urlOf(context) };
	const none = { ...place, secret: {}, before: { cdr_event: {}, extension_event: {} } };
	await putBack(webhooks, inThisProcess(place) ?? none);
}

async function putBack(webhooks: TenantWebhooks, registration: Registration): Promise<void> {
	const settings = await webhooks.read();
	const { url, before: earlier } = registration;
	const own = GROUPS.filter((group) => earlier[group] && holderOf(settings[group], url) === 'this');
	const changes = own.map((group) => [group, restored(earlier[group] ?? {}, settings[group])]);
	if (changes.length) await webhooks.restore(Object.fromEntries(changes) as Settings);
	forgetInProcess(registration);
}

const urlOf = (context: IHookFunctions): string => context.getNodeWebhookUrl('default') ?? '';

/** Runs a hook; what goes wrong becomes an error of n8n with words for the user. */
async function told<T>(context: IHookFunctions, run: () => Promise<T>): Promise<T> {
	return await run().catch((error: unknown) => {
		throw plainError(context.getNode(), error, true);
	});
}
