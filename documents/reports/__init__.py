"""Reports: the course and the results of a consultation, published when every remark has its answer."""
