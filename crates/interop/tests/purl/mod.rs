mod package_url;
mod reference;
