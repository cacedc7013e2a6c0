"""Clustering: which documents of many texts are one work, and which are kept apart."""

from citetrack.clustering.across import Clusters, Place, WorkCluster, cluster_readings
from citetrack.clustering.keys import document_key

__all__ = ["Clusters", "Place", "WorkCluster", "cluster_readings", "document_key"]
