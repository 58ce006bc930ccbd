import type { IDataObject } from 'n8n-workflow';
import type { Group } from '../../pbx/events/names';
import { isRecord } from '../shared/values/isRecord';
import { areTwins, isOfN8n } from './address';

/** The keys of a webhook setting of a tenant. */
const KEYS = ['enabled', 'auth', 'username', 'password', 'token', 'url'] as const;

/** A webhook setting as the PBX gives it and takes it; a key that it does not show is absent. */
export type Setting = Partial<Record<(typeof KEYS)[number], string | boolean>>;

export type Settings = Partial<Record<Group, Setting>>;

/** The setting in the record of a tenant. */
export function settingIn(record: IDataObject, group: Group): Setting {
	const found = record[group];
	const given = isRecord(found) ? found : {};
	return Object.fromEntries(
		KEYS.filter((key) => given[key] !== undefined && given[key] !== null).map((key) => [
			key,
			given[key],
		]),
	);
}

/** Who has the one address of a webhook. */
export type Holder = 'nobody' | 'this' | 'twin' | 'n8n' | 'foreign';

/**
 * Who has a webhook.
 *
 * @param url address of the node, for its test or for its published workflow
 */
export function holderOf({ url: held, enabled }: Setting, url: string): Holder {
	const address = String(held ?? '').trim();
	if (!address) return 'nobody';
	if (address === url) return 'this';
	// The PBX takes no empty address, so one that is off stays behind.
	if (isOfN8n(address) && enabled !== true) return 'nobody';
	if (areTwins(address, url)) return 'twin';
	return isOfN8n(address) ? 'n8n' : 'foreign';
}

const SECRETS: readonly string[] = ['username', 'password', 'token'];

/** Whether the PBX keeps a secret to itself. */
const isHidden = (key: string, value: unknown): boolean =>
	SECRETS.includes(key) && (value === undefined || /^\*+$/.test(String(value)));

/** Whether a webhook is set as it was registered, as far as the PBX shows it. */
export const isSet = (setting: Setting, wanted: Setting): boolean =>
	Object.entries(wanted).every(([key, value]) => {
		const found = setting[key as keyof Setting];
		return isHidden(key, found) || found === value;
	});

/** The same secret as the PBX shows it. */
export const shownSecret = (setting: Setting, wanted: Setting): Setting =>
	Object.fromEntries(
		Object.entries(wanted).map(([key, value]) => {
			const found = setting[key as keyof Setting];
			return [key, isHidden(key, found) ? value : found];
		}),
	);

/** Whether a setting holds a secret that is not shown, and so cannot be put back. */
export const hidesSecret = (setting: Setting): boolean =>
	SECRETS.some((key) => /^\*+$/.test(String(setting[key as keyof Setting] ?? '')));

/**
 * What to send so that a setting is as it was before, whatever the PBX does with keys that are
 * left out: those that have come in are emptied.
 *
 * @param before what stood there
 * @param now what stands there
 */
export function restored(before: Setting, now: Setting): Setting {
	const texts = KEYS.filter((key) => key !== 'enabled' && key !== 'auth' && now[key]);
	return {
		enabled: false,
		auth: 'DISABLE',
		...Object.fromEntries(texts.map((key) => [key, ''])),
		...before,
	};
}

/**
 * The same for a PBX that takes no empty texts: what cannot be emptied stays, in a setting that is
 * off. The token can.
 */
export const withoutEmpty = (setting: Setting): Setting =>
	Object.fromEntries(
		Object.entries(setting).filter(([key, value]) => value !== '' || key === 'token'),
	);
