//! Amazon's private registries: `ACCOUNT.dkr.ecr.REGION.amazonaws.com` and its other forms.

/// The parts of a private registry's host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ecr<'a> {
    pub(super) account: &'a str,
    pub(super) region: &'a str,
    pub(super) partition: &'static str,
    pub(super) fips: bool,
}

/// Where the domains are from; the partitions are those of the AWS SDK's partitions.json.
const HELPER: &str = "amazon-ecr-credential-helper, ecr-login/api/client.go";
const GUIDE: &str = "docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html";

/// The domains after the region: domain, partition, source. `aws` is `aws-us-gov` in regions that start with
/// `us-gov-`.
#[rustfmt::skip] // one row a line
const DOMAINS: &[(&str, &str, &str)] = &[
    ("amazonaws.com",               "aws",       HELPER),
    ("on.aws",                      "aws",       GUIDE), // IPv4 and IPv6
    ("amazonaws.com.cn",            "aws-cn",    HELPER),
    ("on.amazonwebservices.com.cn", "aws-cn",    GUIDE), // IPv4 and IPv6
    ("amazonaws.eu",                "aws-eusc",  HELPER),
    ("c2s.ic.gov",                  "aws-iso",   HELPER),
    ("sc2s.sgov.gov",               "aws-iso-b", HELPER),
    ("cloud.adc-e.uk",              "aws-iso-e", HELPER),
    ("csp.hci.ic.gov",              "aws-iso-f", HELPER),
];

/// What follows the account, and whether it is a FIPS endpoint.
const SERVICES: [(&str, bool); 4] =
    [("dkr.ecr.", false), ("dkr-ecr.", false), ("dkr.ecr-fips.", true), ("dkr-ecr-fips.", true)];

impl<'a> Ecr<'a> {
    /// Splits a host into account, service, region and domain.
    pub(super) fn of(host: &'a str) -> Option<Self> {
        let (account, rest) = host.split_once('.')?;
        if !(account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit())) {
            return None;
        }
        let starts = |service: &str| {
            rest.get(..service.len()).is_some_and(|s| s.eq_ignore_ascii_case(service))
        };
        let (service, fips) = SERVICES.iter().find(|row| starts(row.0))?;
        let rest = rest.get(service.len()..)?;
        let (region, domain) = rest.split_once('.')?;
        let &(_, partition, _) = DOMAINS.iter().find(|row| row.0.eq_ignore_ascii_case(domain))?;
        let government = region.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("us-gov-"));
        let partition = if partition == "aws" && government { "aws-us-gov" } else { partition };
        (!region.is_empty()).then_some(Self { account, region, partition, fips: *fips })
    }
}
