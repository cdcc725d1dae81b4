mod allow_list;
mod images;
mod kubelet_glob;
