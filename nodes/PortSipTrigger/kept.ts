import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { isRecord } from '../shared/values/isRecord';
import type { Setting, Settings } from './settings';

/** What a node remembers of its registration, until it is taken back. */
export interface Registration {
	/** Its own address. */
	url: string;
	/** The PBX. */
	baseUrl: string;
	/** Id of the tenant; empty for that of the account. */
	tenant: string;
	/** What the PBX shows with each event. */
	secret: Setting;
	/** What stood in the webhooks before, for each that was registered. */
	before: Settings;
}

const NAME = 'registration';

/** The registration that the node remembers, if there is one. */
export function registrationIn(
	context: IHookFunctions | IWebhookFunctions,
): Registration | undefined {
	const found = context.getWorkflowStaticData('node')[NAME];
	return isRecord(found) ? (found as unknown as Registration) : undefined;
}

/** Remembers a registration, or forgets it; always as a whole, since n8n notices nothing else. */
export function remember(context: IHookFunctions, registration: Registration | undefined): void {
	const data = context.getWorkflowStaticData('node');
	if (registration) data[NAME] = registration as unknown as IDataObject;
	else delete data[NAME];
}

/**
 * The same in this process: when n8n gives up publishing a workflow, it takes back what was
 * registered without knowing what `create` had kept.
 */
const inProcess = new Map<string, Registration>();

/** One address in one tenant. */
const keyOf = ({ baseUrl, tenant, url }: Pick<Registration, 'baseUrl' | 'tenant' | 'url'>) =>
	`${baseUrl} ${tenant} ${url}`;

/** Remembers a registration until it is taken back or n8n ends. */
export const rememberInProcess = (registration: Registration): void => {
	inProcess.set(keyOf(registration), registration);
};

/** What this process knows of a registration. */
export const inThisProcess = (
	place: Pick<Registration, 'baseUrl' | 'tenant' | 'url'>,
): Registration | undefined => inProcess.get(keyOf(place));

/** Forgets a registration that was taken back. */
export const forgetInProcess = (registration: Registration): void => {
	inProcess.delete(keyOf(registration));
};
