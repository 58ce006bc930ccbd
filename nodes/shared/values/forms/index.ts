import type { FormName } from '../../api/types';
import { cidr, cidrs, host, ip, ipv4, ipv6, mac, sipDomain, url, website } from './addresses';
import { certificate, cron, jsonText, privateKey, quota, roleName, userName } from './documents';
import type { Form } from './form';
import { email, invitees, recipients } from './mail';
import {
	callerId,
	dialled,
	digits,
	extensionNumber,
	lengths,
	names,
	phone,
	pin,
	ranges,
	speedDial100,
	speedDial8,
	voicemailPin,
} from './numbers';
import { country, currency, latitude, locale, longitude } from './places';
import { timezone } from './timezones';

/** The forms of texts, by the name that rows give them. */
export const FORMS: Readonly<Partial<Record<FormName, Form>>> = {
	callerId,
	certificate,
	cidr,
	cidrs,
	country,
	cron,
	currency,
	dialled,
	digits,
	email,
	extensionNumber,
	host,
	invitees,
	ip,
	ipv4,
	ipv6,
	jsonText,
	latitude,
	lengths,
	locale,
	longitude,
	mac,
	names,
	phone,
	pin,
	privateKey,
	quota,
	ranges,
	recipients,
	roleName,
	sipDomain,
	speedDial100,
	speedDial8,
	timezone,
	url,
	userName,
	voicemailPin,
	website,
};
